package dev.hamlet.coordinator.schedule.cost;

import dev.hamlet.common.experiment.CellSpec;
import java.util.List;

/**
 * What the time of a trial depends on.
 *
 * @param cell the point of the matrix, without its device
 * @param model model and runtime
 * @param device name of the device
 * @param board kind of board
 * @param protocolSeconds the phases of one trial, as the protocol says
 */
public record CostSubject(
    List<String> cell, List<String> model, String device, String board, double protocolSeconds) {

  /** Copies the lists. */
  public CostSubject {
    cell = List.copyOf(cell);
    model = List.copyOf(model);
  }

  /** A cell on a device. */
  public static CostSubject of(
      CellSpec spec, String powerMode, String device, String board, double protocolSeconds) {
    return new CostSubject(
        List.of(
            spec.model(),
            spec.variant(),
            spec.runtime(),
            String.valueOf(spec.threads()),
            spec.cores(),
            spec.options().toString(),
            powerMode),
        List.of(spec.model(), spec.runtime()),
        device,
        board,
        protocolSeconds);
  }
}
