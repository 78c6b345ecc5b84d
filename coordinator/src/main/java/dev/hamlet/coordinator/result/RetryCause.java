package dev.hamlet.coordinator.result;

import java.util.Locale;

/** Why a trial is repeated. */
public enum RetryCause {
  /** The earlier one broke a validity rule. */
  INVALID,
  /** The earlier one could not run. */
  FAILED,
  /**
   * The earlier try has no row: its lease ended while it was in hand or on its way, or the store
   * was restored from before it.
   */
  LOST;

  /** The word in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
