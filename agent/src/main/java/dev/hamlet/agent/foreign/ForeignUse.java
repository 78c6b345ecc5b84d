package dev.hamlet.agent.foreign;

import java.util.Locale;

/**
 * What somebody else used.
 *
 * @param ratio share of the time of all CPUs, 0 to 1; NaN if it cannot be told
 * @param busiest the process that used most of it, for instance {@code stress (pid 4711)}; empty if
 *     nobody asked or none is seen
 */
public record ForeignUse(double ratio, String busiest) {

  /** It cannot be told. */
  public static final ForeignUse UNKNOWN = new ForeignUse(Double.NaN, "");

  /** Whether it is too much; what cannot be told is not. */
  public boolean exceeds(double limitRatio) {
    return ratio > limitRatio;
  }

  /** Half a sentence for people, beginning with who it was. */
  public String words(double limitRatio) {
    String who = busiest.isEmpty() ? "a process that the agent cannot see" : busiest;
    return String.format(
        Locale.ROOT,
        "%s: others than Hamlet used %.1f %% of the time of all CPUs, more than %.1f %%",
        who,
        100 * ratio,
        100 * limitRatio);
  }
}
