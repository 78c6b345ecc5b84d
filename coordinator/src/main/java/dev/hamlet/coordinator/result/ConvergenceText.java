package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.statistics.Convergence;
import dev.hamlet.common.statistics.Estimate;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Convergence in words. */
final class ConvergenceText {

  private ConvergenceText() {}

  /** For instance "latency 0.9 %, net energy 2.1 % half-width after 10 trials". */
  static String widths(Convergence convergence, TrialPolicy policy) {
    if (convergence.trials() < 2) {
      return "no interval yet after %d of at least 2 trials".formatted(convergence.trials());
    }
    String each =
        convergence.estimates().entrySet().stream()
            .map(one -> word(one.getKey()) + " " + width(one, policy))
            .collect(Collectors.joining(", "));
    return "%s half-width after %d trials".formatted(each, convergence.trials());
  }

  /** For instance "net energy 7.3 % > 5 %": the metrics that keep the cell from converging. */
  static String tooWide(Convergence convergence, TrialPolicy policy) {
    if (convergence.trials() < policy.min()) {
      return "at least %d trials are needed".formatted(policy.min());
    }
    return convergence.estimates().entrySet().stream()
        .filter(one -> convergence.tooWide().contains(one.getKey()))
        .map(one -> word(one.getKey()) + " " + excess(one, policy))
        .collect(Collectors.joining(", "));
  }

  /**
   * For instance "autocorrelated: the 40 trials of net energy are worth 9.2 independent ones; ",
   * the cause of intervals that are too wide; empty if it is another one.
   */
  static String cause(Convergence convergence) {
    String each =
        convergence.autocorrelated().stream()
            .map(metric -> worth(metric, convergence))
            .collect(Collectors.joining(" and "));
    return each.isEmpty() ? "" : "autocorrelated: " + each + "; ";
  }

  private static String worth(StoppingMetric metric, Convergence convergence) {
    Estimate estimate = convergence.estimates().get(metric);
    return String.format(
        Locale.ROOT,
        "%d trials of %s are worth %.2g independent ones",
        convergence.trials(),
        word(metric),
        estimate == null ? Double.NaN : estimate.effectiveN());
  }

  private static String width(Map.Entry<StoppingMetric, Estimate> one, TrialPolicy policy) {
    Estimate estimate = one.getValue();
    boolean inJoules =
        one.getKey() == StoppingMetric.NET_ENERGY
            && policy.halfWidthJoules() > 0
            && estimate.relativeHalfWidth() > policy.halfWidthRatio();
    return inJoules ? joules(estimate.halfWidth()) : percent(estimate.relativeHalfWidth());
  }

  private static String excess(Map.Entry<StoppingMetric, Estimate> one, TrialPolicy policy) {
    String ratio =
        "%s > %s"
            .formatted(
                percent(one.getValue().relativeHalfWidth()), limitText(policy.halfWidthRatio()));
    boolean inJoules = one.getKey() == StoppingMetric.NET_ENERGY && policy.halfWidthJoules() > 0;
    return inJoules
        ? "%s and %s > %s"
            .formatted(ratio, joules(one.getValue().halfWidth()), joules(policy.halfWidthJoules()))
        : ratio;
  }

  private static String word(StoppingMetric metric) {
    return switch (metric) {
      case LATENCY -> "latency";
      case NET_ENERGY -> "net energy";
    };
  }

  private static String joules(double joules) {
    return String.format(Locale.ROOT, "%.3g J", joules);
  }

  private static String percent(double share) {
    return Double.isInfinite(share)
        ? "of mean zero"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String limitText(double limit) {
    return String.format(Locale.ROOT, "%.3g", 100 * limit)
            .replaceAll("(\\.\\d*?)0+$", "$1")
            .replaceAll("\\.$", "")
        + " %";
  }
}
