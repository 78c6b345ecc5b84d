package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import java.util.Optional;
import java.util.Set;

/**
 * Values of a trial policy that a file sets; what is empty stays as it was.
 *
 * @param min least number of valid trials
 * @param max greatest number of valid trials
 * @param visit trials in a row
 * @param level confidence level
 * @param width greatest width over the mean
 * @param widthOf what the width is the width of
 * @param absoluteWidthJoules a width that is narrow enough too, in joules
 * @param metrics metrics that must have converged
 */
public record TrialsChange(
    Optional<Integer> min,
    Optional<Integer> max,
    Optional<Integer> visit,
    Optional<Double> level,
    Optional<Double> width,
    Optional<WidthOf> widthOf,
    Optional<Double> absoluteWidthJoules,
    Optional<Set<StoppingMetric>> metrics) {

  /** A policy with these values. A greatest number below the least one is lifted to it. */
  public TrialPolicy to(TrialPolicy base) {
    int least = min.orElse(base.min());
    return new TrialPolicy(
        least,
        Math.max(least, max.orElse(base.max())),
        visit.orElse(base.visit()),
        level.orElse(base.level()),
        width.orElse(base.width()),
        widthOf.orElse(base.widthOf()),
        absoluteWidthJoules.orElse(base.absoluteWidthJoules()),
        metrics.orElse(base.metrics()));
  }
}
