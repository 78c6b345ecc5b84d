package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import java.util.Optional;

/**
 * A rest where a rail must have moved: across an edge of the burst, or before a leap that an
 * averaging filter cannot make.
 *
 * <p>After the start of the burst the value must leave idle within an inference and some rounds of
 * the sensor; after its end it must leave the burst within some rounds. A filter moves by at most
 * {@code dt / tau} of what the power changes by, so a leap after a rest is what was kept back.
 */
final class EdgeRest {

  private static final int LEAST_SAMPLES = 4;
  private static final int LEAST_BEFORE_LEAP = 20;
  private static final double ROUNDS = 3;
  private static final double LEAST_STEPS = 4;
  private static final double LEAP_RATIO = 0.25;
  private static final double FILTER_STEPS = 10;

  private final SampledTrial trial;
  private final SensorGroup group;
  private final PowerSeries series;
  private final double stepWatts;

  EdgeRest(SampledTrial trial, SensorGroup group, PowerSeries series, Rail rail) {
    this.trial = trial;
    this.group = group;
    this.series = series;
    this.stepWatts = LEAST_STEPS * rail.resolutionWatts();
  }

  Optional<Rest> find() {
    double idleWatts = (mean(trial.idleBefore()) + mean(trial.idleAfter())) / 2;
    double burstWatts = mean(trial.burst());
    if (!(Math.abs(burstWatts - idleWatts) > stepWatts)) {
      return Optional.empty();
    }
    long slackNs = Math.round(ROUNDS * (roundNs() + 1e9 / group.nominalRateHz()));
    long riseNs = Math.round(group.timeConstantNs() * stepWatts / Math.abs(burstWatts - idleWatts));
    long startNs = trial.burst().startNs();
    long endNs = trial.burst().endNs();
    return across(startNs, startNs + trial.longestInferenceNs() + slackNs + riseNs)
        .filter(rest -> Math.abs(rest.watts() - idleWatts) < Math.abs(rest.watts() - burstWatts))
        .or(
            () ->
                across(endNs, endNs + slackNs + riseNs)
                    .filter(rest -> Math.abs(rest.watts() - idleWatts) > stepWatts))
        .or(this::beforeLeap);
  }

  /** The rest that fills a window, if one does. */
  private Optional<Rest> across(long fromNs, long toNs) {
    Stretch stretch = Stretch.of(series, new TimeInterval(fromNs, toNs));
    Rest rest = stretch.longestRest();
    return rest.samples() == stretch.samples() && rest.samples() >= LEAST_SAMPLES
        ? Optional.of(rest)
        : Optional.empty();
  }

  private Optional<Rest> beforeLeap() {
    Stretch whole = Stretch.of(series, trial.whole());
    if (group.timeConstantNs() == 0) {
      return Optional.empty();
    }
    double readNs = roundNs() + 1e9 / group.nominalRateHz();
    double leapRatio = Math.max(LEAP_RATIO, FILTER_STEPS * readNs / group.timeConstantNs());
    double leapWatts = Math.max(stepWatts, leapRatio * whole.rangeWatts());
    int start = whole.from();
    for (int i = whole.from() + 1; i < whole.to(); i++) {
      double byWatts = Math.abs(series.watts()[i] - series.watts()[i - 1]);
      if (byWatts > leapWatts && i - start >= LEAST_BEFORE_LEAP) {
        long[] stamps = series.monotonicNs();
        return Optional.of(
            new Rest(start, i - start, stamps[i - 1] - stamps[start], series.watts()[start]));
      }
      start = byWatts == 0 ? start : i;
    }
    return Optional.empty();
  }

  private double roundNs() {
    return group.refreshRateHz() > 0 ? 1e9 / group.refreshRateHz() : 0;
  }

  private double mean(TimeInterval window) {
    Stretch stretch = Stretch.of(series, window);
    double sum = 0;
    for (int i = stretch.from(); i < stretch.to(); i++) {
      sum += series.watts()[i];
    }
    return sum / stretch.samples();
  }
}
