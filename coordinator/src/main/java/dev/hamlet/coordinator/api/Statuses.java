package dev.hamlet.coordinator.api;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentSummary;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.CellsShown;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import dev.hamlet.proto.v1.ListReply;
import dev.hamlet.proto.v1.ListRequest;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of experiments, in messages that every reader takes: however many cells
 * there are, none is larger than {@value #MOST_BYTES} bytes.
 *
 * <p>Threads: any.
 */
final class Statuses {

  /** What gRPC takes by default is 4 MiB; the rest of the message needs some of it. */
  static final int MOST_BYTES = 4_000_000;

  /** Less than any cell takes, so that very many are not even looked at. */
  private static final int CELL_BYTES = 40;

  private final ExperimentBoard board;

  Statuses(ExperimentBoard board) {
    this.board = board;
  }

  /** An experiment; refused if all cells are asked for and there are too many. */
  ExperimentStatus get(String experimentId, CellsShown shown) {
    ExperimentSummary summary = summary(experimentId);
    return withCells(described(summary), summary, shown, MOST_BYTES)
        .orElseThrow(() -> tooMany(experimentId));
  }

  /**
   * What an experiment has become, which is told in any case: without cells if there are too many.
   */
  ExperimentStatus changed(String experimentId, CellsShown shown) {
    ExperimentSummary summary = summary(experimentId);
    return withCells(described(summary), summary, shown, MOST_BYTES)
        .orElseGet(() -> described(summary).build());
  }

  /** A page of experiments. */
  ListReply list(ListRequest request) {
    ExperimentPage page = ExperimentPage.of(board.records(), request);
    ListReply.Builder reply = ListReply.newBuilder().setNextPageToken(page.nextToken());
    int bytes = 0;
    for (ExperimentRecord record : page.experiments()) {
      Optional<ExperimentSummary> summary = board.summary(record);
      if (summary.isPresent()) {
        ExperimentStatus status =
            withCells(
                    StatusMessages.of(summary.get()),
                    summary.get(),
                    request.getCells(),
                    MOST_BYTES - bytes)
                .orElseThrow(() -> tooMany(record.id()));
        bytes += status.getSerializedSize();
        reply.addExperiments(status);
      }
    }
    return reply.build();
  }

  /** A page of an experiment's cells. */
  ListCellsReply cells(ListCellsRequest request) {
    return board
        .page(request.getExperimentId(), CellPages.query(request))
        .map(CellPages::reply)
        .orElseThrow(() -> unknown(request.getExperimentId()));
  }

  /** With what its cells differ in. */
  private ExperimentStatus.Builder described(ExperimentSummary summary) {
    return StatusMessages.of(summary)
        .addAllVaryingAxes(board.axes(summary.experiment().id()).names());
  }

  /** The experiment with its cells, if they are wanted; empty if they do not fit. */
  private Optional<ExperimentStatus> withCells(
      ExperimentStatus.Builder status, ExperimentSummary summary, CellsShown shown, int mostBytes) {
    if (shown != CellsShown.ALL_CELLS) {
      return Optional.of(status.build());
    }
    if (summary.cells().cells() > mostBytes / CELL_BYTES) {
      return Optional.empty();
    }
    int bytes = status.build().getSerializedSize();
    for (CellSnapshot cell : allCells(summary)) {
      CellStatus message = StatusMessages.of(cell);
      bytes += message.getSerializedSize() + 4; // tag and length
      if (bytes > mostBytes) {
        return Optional.empty();
      }
      status.addCells(message);
    }
    return Optional.of(status.build());
  }

  private List<CellSnapshot> allCells(ExperimentSummary summary) {
    return board.find(summary.experiment().id()).map(ExperimentSnapshot::cells).orElseThrow();
  }

  private ExperimentSummary summary(String experimentId) {
    return board.summary(experimentId).orElseThrow(() -> unknown(experimentId));
  }

  static HamletException unknown(String experimentId) {
    return new HamletException(ErrorCode.NOT_FOUND, "there is no experiment " + experimentId);
  }

  static HamletException unknownCell(String experimentId, String cellId) {
    return new HamletException(
        ErrorCode.NOT_FOUND,
        "experiment %s has no cell %s: `hamlet status %s --json` names its cells"
            .formatted(experimentId, cellId, experimentId));
  }

  private static HamletException tooMany(String experimentId) {
    return new HamletException(
        ErrorCode.PRECONDITION,
        "the cells of experiment %s do not fit into one message: use a hamlet of this coordinator's"
                .formatted(experimentId)
            + " version, or ask for NO_CELLS and page through ListCells");
  }
}
