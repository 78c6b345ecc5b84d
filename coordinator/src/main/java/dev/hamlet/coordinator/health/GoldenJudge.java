package dev.hamlet.coordinator.health;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenCheck.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Holds a golden-model check against the device's own history: latency and net energy per inference
 * must each be within {@code 5 % of the median of the last passes + half-width of the check's 95 %
 * interval}. The first three passes found the history. Pure.
 */
public final class GoldenJudge {

  /** Passes that the history needs before anything is held against it. */
  static final int FOUNDING = 3;

  /** Passes that the median is taken over. */
  static final int HISTORY = 10;

  /** Share of the median that a device may drift from it. */
  static final double TOLERANCE = 0.05;

  private GoldenJudge() {}

  /**
   * What a check measured.
   *
   * @param device the device
   * @param golden identity of the model
   * @param latencySeconds mean latency of its trials
   * @param energyJoules net energy per inference of its trials; without values if it has no rails
   */
  public record Measured(
      String device, String golden, Estimate latencySeconds, Estimate energyJoules) {}

  /**
   * Judges.
   *
   * @param passes the device's passed checks of the same model, the newest first
   */
  public static GoldenCheck judge(Measured measured, List<GoldenCheck> passes, long epochMs) {
    List<GoldenCheck> history = passes.subList(0, Math.min(HISTORY, passes.size()));
    if (history.size() < FOUNDING) {
      String founds = "pass %d of %d that found its history";
      String reason = founds.formatted(history.size() + 1, FOUNDING);
      return check(measured, Outcome.PASSED, reason, Double.NaN, Double.NaN, epochMs);
    }
    double latency = median(history, GoldenCheck::latencySeconds);
    double energy = median(history, GoldenCheck::energyJoules);
    String broken = broken("latency", measured.latencySeconds(), latency);
    broken = broken.isEmpty() ? broken("net energy", measured.energyJoules(), energy) : broken;
    return check(
        measured,
        broken.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        broken.isEmpty() ? "within its own history" : broken,
        latency,
        energy,
        epochMs);
  }

  /** What is wrong with a figure, one sentence; empty if nothing is. */
  private static String broken(String what, Estimate figure, double median) {
    if (figure.n() == 0 || !Double.isFinite(median)) {
      return "";
    }
    double half = Double.isFinite(figure.halfWidth()) ? figure.halfWidth() : 0;
    double allowed = TOLERANCE * Math.abs(median) + half;
    double off = figure.mean() - median;
    return Math.abs(off) <= allowed
        ? ""
        : String.format(
            Locale.ROOT,
            "its %s is %+.1f %% off its own median; %.1f %% are allowed",
            what,
            100 * off / Math.abs(median),
            100 * allowed / Math.abs(median));
  }

  private static double median(List<GoldenCheck> history, ToDoubleFunction<GoldenCheck> figure) {
    double[] sorted =
        history.stream().mapToDouble(figure).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static GoldenCheck check(
      Measured measured,
      Outcome outcome,
      String reason,
      double historyLatency,
      double historyEnergy,
      long epochMs) {
    return new GoldenCheck(
        measured.device(),
        measured.golden(),
        epochMs,
        outcome,
        reason,
        measured.latencySeconds().n(),
        measured.latencySeconds().mean(),
        measured.latencySeconds().halfWidth(),
        measured.energyJoules().mean(),
        measured.energyJoules().halfWidth(),
        historyLatency,
        historyEnergy);
  }
}
