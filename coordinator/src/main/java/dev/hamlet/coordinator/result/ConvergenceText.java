package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.statistics.Convergence;
import java.util.Locale;
import java.util.stream.Collectors;

/** Convergence in words. */
final class ConvergenceText {

  private ConvergenceText() {}

  /** For instance "latency 0.9 %, net energy 2.1 % half-width after 10 trials". */
  static String widths(Convergence convergence) {
    if (convergence.trials() < 2) {
      return "no interval yet after %d of at least 2 trials".formatted(convergence.trials());
    }
    String each =
        convergence.relativeHalfWidths().entrySet().stream()
            .map(one -> "%s %s".formatted(word(one.getKey()), percent(one.getValue())))
            .collect(Collectors.joining(", "));
    return "%s half-width after %d trials".formatted(each, convergence.trials());
  }

  /** For instance "net energy 7.3 % > 5 %": the metrics that keep the cell from converging. */
  static String tooWide(Convergence convergence, TrialPolicy policy) {
    if (convergence.trials() < policy.min()) {
      return "at least %d trials are needed".formatted(policy.min());
    }
    double limit = policy.halfWidthRatio();
    return convergence.relativeHalfWidths().entrySet().stream()
        .filter(one -> one.getValue() > limit)
        .map(
            one ->
                "%s %s > %s"
                    .formatted(word(one.getKey()), percent(one.getValue()), limitText(limit)))
        .collect(Collectors.joining(", "));
  }

  private static String word(StoppingMetric metric) {
    return switch (metric) {
      case LATENCY -> "latency";
      case NET_ENERGY -> "net energy";
    };
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
