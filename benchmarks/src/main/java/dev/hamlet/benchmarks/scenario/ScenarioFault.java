package dev.hamlet.benchmarks.scenario;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.fault.FaultKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Something goes wrong in trials.
 *
 * @param kind what
 * @param atSeconds when, from the start of the burst; negative for the idle baseline before it
 * @param durationSeconds how long
 * @param shareOfTrials in which share of the trials, drawn at random
 */
public record ScenarioFault(
    FaultKind kind, double atSeconds, double durationSeconds, double shareOfTrials) {

  private static final Set<FaultKind> KINDS =
      EnumSet.of(
          FaultKind.GAP, FaultKind.STUCK, FaultKind.STALL, FaultKind.NOT_READY, FaultKind.IO_ERROR);

  /** Words of the kinds that a scenario can have: those that the sampling loop meets. */
  public static List<String> words() {
    return Arrays.stream(FaultKind.values()).filter(KINDS::contains).map(FaultKind::text).toList();
  }

  /** When, in the clock of the burst's start. */
  public TimeInterval interval(long burstStartNs) {
    long startNs = burstStartNs + Math.round(atSeconds * 1e9);
    return new TimeInterval(startNs, startNs + Math.round(durationSeconds * 1e9));
  }
}
