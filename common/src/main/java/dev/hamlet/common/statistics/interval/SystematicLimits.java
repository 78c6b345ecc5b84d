package dev.hamlet.common.statistics.interval;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Limits of errors that are the same in every trial: each error is one draw from a rectangular
 * distribution around 0, independent of the others (GUM 4.3.7).
 *
 * @param gainRatios half-widths of errors in proportion to the figure, as ratios: 0.0025 for a
 *     quarter of a percent
 * @param offsets half-widths of errors that do not depend on the figure, in its unit
 */
public record SystematicLimits(List<Double> gainRatios, List<Double> offsets) {

  /** No systematic error at all. */
  public static final SystematicLimits NONE = new SystematicLimits(List.of(), List.of());

  /** Copies; refuses negative and infinite half-widths. */
  public SystematicLimits {
    gainRatios = List.copyOf(gainRatios);
    offsets = List.copyOf(offsets);
    if (gainRatios.stream().anyMatch(SystematicLimits::isWrong)
        || offsets.stream().anyMatch(SystematicLimits::isWrong)) {
      throw new IllegalArgumentException(
          "half-widths must be finite and not negative: " + gainRatios + ", " + offsets);
    }
  }

  /**
   * Half-widths of all errors in the unit of a figure of that size, those that are 0 left out. The
   * gain is taken at the measured figure; what that leaves out is a product of two small ratios.
   */
  double[] halfWidths(double figure) {
    return DoubleStream.concat(
            gainRatios.stream().mapToDouble(ratio -> ratio * Math.abs(figure)),
            offsets.stream().mapToDouble(Double::doubleValue))
        .filter(halfWidth -> halfWidth > 0)
        .toArray();
  }

  private static boolean isWrong(double halfWidth) {
    return !(halfWidth >= 0 && Double.isFinite(halfWidth));
  }
}
