package dev.hamlet.agent.lease;

import dev.hamlet.agent.device.Board;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.PowerModeCores;
import java.util.List;

/** The CPUs that a cell's worker runs on. */
final class Cores {

  private Cores() {}

  /**
   * Numbers of the CPUs; empty where the cell does not choose, and on a simulated board, as its
   * workers run on the CPUs of its host, which are of another kind.
   *
   * @throws HamletException PRECONDITION if the board has none of them in the power mode
   */
  static List<Integer> of(CellSpec cell, String powerMode, Board board) {
    if (cell.cores().isEmpty() || board.simulated()) {
      return List.of();
    }
    List<Integer> cpus =
        board.cores().stream()
            .filter(mode -> mode.powerMode().equals(powerMode))
            .findFirst()
            .map(mode -> mode.of(cell.cores()))
            .orElse(List.of());
    if (cpus.isEmpty() && !cell.cores().equals(PowerModeCores.ALL)) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "this board has no " + cell.cores() + " cores in power mode " + powerMode);
    }
    return cpus;
  }
}
