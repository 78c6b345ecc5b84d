package dev.hamlet.benchmarks.makespan;

import java.util.List;

/**
 * Cells that stay together on one device.
 *
 * @param number tells it apart
 * @param label the label that it asks for; {@link #ANY} for none
 * @param powerMode the power mode it needs
 * @param cells its cells
 */
record FleetPart(int number, int label, String powerMode, List<Cell> cells) {

  /** Runs on every device. */
  static final int ANY = 0;

  /**
   * A cell, as it turns out.
   *
   * @param model its model
   * @param trials trials until it converges
   * @param trialSeconds seconds of each on a device of speed 1
   */
  record Cell(String model, int trials, double trialSeconds) {}

  /** Seconds that it takes on a device of speed 1. */
  double work() {
    return cells.stream().mapToDouble(cell -> cell.trials() * cell.trialSeconds()).sum();
  }

  boolean mayRunOn(FleetDevice device) {
    return label == ANY || label == device.label();
  }
}
