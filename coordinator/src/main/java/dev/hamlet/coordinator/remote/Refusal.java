package dev.hamlet.coordinator.remote;

import java.util.Locale;

/** Why a sample does not leave. Each is counted by its word; none is silent. */
public enum Refusal {
  /** Another sample of the series has every millisecond near it. */
  SAME_MILLISECOND,
  /** Its power is no number. */
  NOT_FINITE,
  /** Its stamp is zero or before 1970: no clock stood behind it. */
  NO_STAMP,
  /** Older than the server's window for late samples. */
  TOO_OLD,
  /** Later than now by more than clocks differ: it would push the present out of bounds. */
  IN_FUTURE,
  /** A stamp that an earlier sample of the series has in the same push. */
  DUPLICATE,
  /** Before an earlier sample of the series in the same push. */
  OUT_OF_ORDER;

  /** Its word in metrics and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
