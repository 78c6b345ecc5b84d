package dev.hamlet.benchmarks.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the power of an inference goes over time. */
public enum LoadShape {
  /** As many busy threads from its start to its end. */
  STEADY,
  /** Many busy threads for half of every period, few for the other half. */
  BURSTY,
  /** Like steady, but falling over the burst: from 10 % above the mean to 10 % below it. */
  DRIFTING;

  /** The word in a scenario file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(LoadShape::word).toList();
  }

  /** The shape of a word that is one of {@link #words}. */
  public static LoadShape of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
