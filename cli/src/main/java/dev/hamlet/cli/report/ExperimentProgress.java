package dev.hamlet.cli.report;

import dev.hamlet.cli.progress.Durations;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.common.axis.VaryingAxes;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows an experiment as it goes: a moving line for the whole, a line that stays for each cell that
 * ends. Not shared by threads.
 */
public final class ExperimentProgress implements Consumer<ExperimentStatus> {

  private static final Set<String> OPEN = Set.of("waiting", "running", "leased", "ready");

  private final Progress progress;
  private final Set<String> ended = new HashSet<>();

  /** Shows on this progress. */
  public ExperimentProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void accept(ExperimentStatus status) {
    List<CellView> cells = status.getCellsList().stream().map(CellView::of).toList();
    VaryingAxes axes =
        VaryingAxes.known(status.getVaryingAxesList(), cells.stream().map(CellView::axes).toList());
    for (CellView cell : cells) {
      if (OPEN.contains(cell.state())) {
        ended.remove(cell.cellId());
      } else if (ended.add(cell.cellId())) {
        progress.done(sentence(cell, axes));
      }
    }
    progress.at("measuring", detail(status));
  }

  private static String detail(ExperimentStatus status) {
    ExperimentView view = ExperimentView.of(status);
    String cells = view.cellsEnded() + " of " + view.cells() + " cells done";
    String eta =
        status.getEtaMs() == 0
            ? ""
            : ", about " + Durations.words(Duration.ofMillis(status.getEtaMs())) + " left";
    String waiting =
        status.getWaitingFor().isEmpty() ? "" : "  (waiting: " + status.getWaitingFor() + ")";
    return cells + ", " + status.getTrialsDone() + " trials" + eta + waiting;
  }

  private static String sentence(CellView cell, VaryingAxes axes) {
    return "  %s %s on %s%s: %s after %d trials%s"
        .formatted(
            cell.model(),
            cell.variant(),
            cell.device(),
            axes.suffix(cell.axes()),
            cell.state().replace('_', ' '),
            cell.trialsValid(),
            cell.state().equals("converged") || cell.reason().isEmpty()
                ? ""
                : " (" + cell.reason() + ")");
  }
}
