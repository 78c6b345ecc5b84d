package dev.hamlet.cli.command.experiment;

import dev.hamlet.coordinator.experiment.plan.PlanOfRest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The cells of an experiment that no board can run, in words. */
final class UnrunnableDisplay {

  private static final int MOST_DEVICES = 10;

  private UnrunnableDisplay() {}

  /** Nothing where every cell can be run. */
  static List<String> lines(PlanOfRest rest) {
    List<String> lines = new ArrayList<>();
    if (rest.unrunnableCells() > 0) {
      lines.add("");
      lines.add(
          "%d cells no board can run: %s"
              .formatted(
                  rest.unrunnableCells(),
                  rest.reasons().stream()
                      .map(reason -> reason.what() + " on " + devices(reason.devices()))
                      .collect(Collectors.joining("; "))));
      rest.reasons()
          .forEach(reason -> lines.add("  %d cells: %s".formatted(reason.cells(), reason.mend())));
      lines.add("`run` refuses the file until then");
    }
    return lines;
  }

  private static String devices(List<String> names) {
    int more = names.size() - MOST_DEVICES;
    return names.stream().limit(MOST_DEVICES).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
