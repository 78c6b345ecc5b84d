package dev.hamlet.cli.command.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Experiments that were handed in and have not ended: they live at their coordinator, whatever
 * becomes of this process. Threads may share it.
 */
final class GoingOn {

  private final List<String> ids = new ArrayList<>();

  synchronized void handedIn(String id) {
    ids.add(id);
  }

  synchronized void ended(String id) {
    ids.remove(id);
  }

  synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  /**
   * What to tell a person who does not follow them any longer; nothing if none goes on.
   *
   * @param watch the command that follows an experiment
   */
  List<String> lines(UnaryOperator<String> watch) {
    List<String> going = ids();
    if (going.size() < 2) {
      return going.stream()
          .map(id -> "the experiment goes on. Follow it with: " + watch.apply(id))
          .toList();
    }
    List<String> lines = new ArrayList<>();
    lines.add(going.size() + " experiments go on. Follow them with:");
    going.forEach(id -> lines.add("  " + watch.apply(id)));
    return lines;
  }
}
