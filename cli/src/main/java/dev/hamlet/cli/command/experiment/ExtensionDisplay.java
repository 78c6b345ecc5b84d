package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.proto.v1.ExtendReply;
import java.util.List;

/** Shows what a new file does to an experiment. */
final class ExtensionDisplay {

  private final Output output;

  ExtensionDisplay(Output output) {
    this.output = output;
  }

  /**
   * For {@code --json}.
   *
   * @param experimentId the experiment
   * @param applied whether it was done, or only looked at
   * @param kept cells that stay
   * @param added cells that are new
   * @param dropped cells that are no longer asked for
   * @param reused new cells that trials of other experiments stand for
   */
  private record Shown(
      String experimentId, boolean applied, int kept, int added, int dropped, int reused) {}

  void show(String id, ExtendReply reply, boolean applied, boolean json) {
    if (json) {
      output.line(
          Json.of(
              new Shown(
                  id,
                  applied,
                  reply.getKept(),
                  reply.getAdded(),
                  reply.getDropped(),
                  reply.getReused())));
      return;
    }
    reply.getWarningsList().forEach(warning -> output.note("warning: " + warning));
    output.line("kept     %6d cells, with their results".formatted(reply.getKept()));
    output.line("new      %6d cells".formatted(reply.getAdded()));
    some(reply.getAddedCellsList(), reply.getAdded());
    output.line("dropped  %6d cells; their rows stay, marked".formatted(reply.getDropped()));
    some(reply.getDroppedCellsList(), reply.getDropped());
    if (applied && reply.getReused() > 0) {
      output.line("%d new cells were measured before".formatted(reply.getReused()));
    }
    output.note(applied ? id + " is extended" : "nothing is changed yet: add --yes to do it");
  }

  private void some(List<String> cells, int all) {
    cells.forEach(cell -> output.line("           " + cell));
    if (all > cells.size() && !cells.isEmpty()) {
      output.line("           and %d more".formatted(all - cells.size()));
    }
  }
}
