package dev.hamlet.coordinator.result;

import java.util.Locale;

/**
 * What may be wrong with a figure although it counts. A flag never drops anything: it stands beside
 * the figure, for people to judge.
 */
public enum FlagKind {
  /** A burst seems to have taken less energy than idling. */
  NEGATIVE_NET_ENERGY,
  /** Components of a supply seem to draw more than the supply, beyond the sensor's limits. */
  RAILS_DO_NOT_ADD_UP,
  /** A sensor showed one value while it should have changed; such a trial does not count. */
  STUCK_SENSOR,
  /** Idle power is within the sensor's step and offset: it cannot be told from nothing. */
  IDLE_NEAR_ZERO,
  /**
   * During the trial the device's clock and the coordinator's came apart: one of them stepped or
   * stood still. Where it was the device's, the agent finds a suspend itself, and the trial does
   * not count.
   */
  CLOCK_STEPPED,
  /** The figure lies far from those of the cell's other trials. */
  OUTLIER,
  /**
   * A large share of a cell's trials broke a validity rule: those that count may be chosen ones.
   */
  MANY_INVALID_TRIALS,
  /** Trials of one cell were measured with unequal sensor settings. */
  SENSOR_SETTINGS_DIFFER,
  /** Trials of one cell were measured by agents of unequal versions, in rounds of their own. */
  AGENT_VERSIONS_DIFFER;

  /** The stable word that stands for it in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
