package dev.hamlet.coordinator.comparison;

import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.statistics.interval.SystematicLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far the readings of a figure's rails may be off for good, as their sensors or a calibration
 * state it.
 *
 * <p>Over several rails the gains of the rail with the widest ones stand for all, as if all were
 * off together: that is on the safe side whatever the shares of the rails are.
 *
 * @param gainRatioLimits half-widths of rectangular errors in proportion to the power
 * @param offsetWattsLimits half-width of a rectangular error of every rail, in watts
 */
public record SensorErrors(List<Double> gainRatioLimits, List<Double> offsetWattsLimits) {

  /** Copies the lists. */
  public SensorErrors {
    gainRatioLimits = List.copyOf(gainRatioLimits);
    offsetWattsLimits = List.copyOf(offsetWattsLimits);
  }

  /** Of the rails of these names; empty if a rail is not there or states no limits. */
  public static Optional<SensorErrors> of(List<SensorGroup> groups, List<String> names) {
    List<Rail> rails = new ArrayList<>();
    for (SensorGroup group : groups) {
      group.rails().stream().filter(rail -> names.contains(rail.name())).forEach(rails::add);
    }
    if (rails.isEmpty()
        || rails.size() < names.size()
        || !rails.stream().allMatch(rail -> rail.errors().known())) {
      return Optional.empty();
    }
    List<Double> widest =
        rails.stream()
            .map(rail -> rail.errors().gainRatios())
            .max(Comparator.comparingDouble(SensorErrors::sum))
            .orElse(List.of());
    return Optional.of(
        new SensorErrors(widest, rails.stream().map(rail -> rail.errors().offsetWatts()).toList()));
  }

  /**
   * The limits of a figure that follows from power.
   *
   * @param offsetSeconds what an offset in watts is multiplied with: 0 where idle power is taken
   *     off and the offset with it, 1 for a power, the seconds of an inference for its energy
   */
  public SystematicLimits limits(double offsetSeconds) {
    return new SystematicLimits(
        gainRatioLimits, offsetWattsLimits.stream().map(watts -> watts * offsetSeconds).toList());
  }

  /** Sum of the offsets' limits, in watts. */
  public double offsetWatts() {
    return sum(offsetWattsLimits);
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
