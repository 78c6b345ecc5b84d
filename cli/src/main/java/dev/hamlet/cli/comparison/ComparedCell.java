package dev.hamlet.cli.comparison;

import dev.hamlet.cli.report.ResultDocument.Row;
import dev.hamlet.cli.report.ResultDocument.Sensor;
import dev.hamlet.common.axis.VaryingAxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same point of the matrix in two documents.
 *
 * @param first in the first document
 * @param second in the second
 * @param refusal why their energies cannot be compared, one sentence; null if they can
 * @param latency second over first; null if there is none
 * @param netEnergy second over first; null if there is none
 */
public record ComparedCell(
    Row first,
    Row second,
    @Nullable String refusal,
    @Nullable RatioOfMeans latency,
    @Nullable RatioOfMeans netEnergy) {

  /** Compares what can be compared; with force, energies too where they should not be. */
  static ComparedCell of(Row first, Row second, boolean force) {
    String refusal = refusal(first, second);
    boolean sameSensor = refusal == null && Objects.equals(first.device(), second.device());
    return new ComparedCell(
        first,
        second,
        refusal,
        RatioOfMeans.of(first.latencySeconds(), second.latencySeconds(), true),
        refusal != null && !force
            ? null
            : RatioOfMeans.of(
                first.netEnergyPerInferenceJoules(),
                second.netEnergyPerInferenceJoules(),
                sameSensor));
  }

  /** For instance {@code lenet baseline on twin-1, threads=1}, with what varies. */
  String name(VaryingAxes axes) {
    return "%s %s on %s%s"
        .formatted(
            first.model(),
            first.variant(),
            Objects.equals(first.device(), second.device())
                ? first.device()
                : first.device() + " and " + second.device(),
            axes.suffix(first.axes()));
  }

  private static @Nullable String refusal(Row first, Row second) {
    if (!Objects.equals(first.rails(), second.rails())) {
      return "the energies go over unequal rails: %s and %s"
          .formatted(first.rails(), second.rails());
    }
    Sensor one = first.sensor();
    Sensor other = second.sensor();
    List<String> settings = one == null ? null : one.settings();
    List<String> others = other == null ? null : other.settings();
    if (settings == null || others == null) {
      return "the sensor settings of a side are not known, or were not the same for all its trials";
    }
    if (settings.equals(others)) {
      return null;
    }
    return "the sensor settings differ: %s, but %s"
        .formatted(without(settings, others), without(others, settings));
  }

  private static String without(List<String> settings, List<String> others) {
    List<String> own = new ArrayList<>(settings);
    own.removeAll(others);
    return own.isEmpty() ? "nothing more" : String.join(", ", own);
  }
}
