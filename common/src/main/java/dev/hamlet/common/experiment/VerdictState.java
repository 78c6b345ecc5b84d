package dev.hamlet.common.experiment;

import java.util.Locale;

/** Why a cell ended. */
public enum VerdictState {
  /** Every chosen metric reached the interval that was asked for. */
  CONVERGED,
  /** Stopped by the number of trials or by a time limit; its numbers are kept. */
  NOT_CONVERGED,
  /** The model, or the measuring, failed for a cause that more trials do not cure. */
  FAILED,
  /** No device could finish it. */
  ABANDONED,
  /** A person ended the experiment. */
  CANCELLED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in files, messages and metrics. */
  public String word() {
    return word;
  }
}
