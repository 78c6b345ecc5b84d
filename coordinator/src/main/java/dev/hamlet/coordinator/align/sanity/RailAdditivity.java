package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A supply feeds the components below it, and more that is not measured: the components of a group
 * that has one supply must not draw more than it, beyond what the sensor may be wrong by.
 *
 * <p>Means over the same samples of the energy window are compared, so integration plays no part. A
 * supply that is wrong by a factor, as with a shunt of another value than its driver believes, is
 * found so.
 */
final class RailAdditivity {

  private RailAdditivity() {}

  static List<Flag> of(SampledTrial trial) {
    List<Flag> flags = new ArrayList<>();
    for (SensorGroup group : trial.groups()) {
      List<RailMean> supplies = means(trial, group, RailScope.SUPPLY);
      List<RailMean> components = means(trial, group, RailScope.COMPONENT);
      if (supplies.size() == 1 && !components.isEmpty()) {
        check(supplies.get(0), components).ifPresent(flags::add);
      }
    }
    return flags;
  }

  private static Optional<Flag> check(RailMean supply, List<RailMean> components) {
    double below = components.stream().mapToDouble(RailMean::watts).sum();
    double limit =
        supply.limitWatts() + components.stream().mapToDouble(RailMean::limitWatts).sum();
    if (below <= supply.watts() + limit) {
      return Optional.empty();
    }
    return Optional.of(
        new Flag(
            FlagKind.RAILS_DO_NOT_ADD_UP,
            String.format(
                Locale.ROOT,
                "%s draw %.3f W together, their supply %s only %.3f W; the sensor may be wrong by %.3f W.",
                components.stream().map(RailMean::name).collect(Collectors.joining(" and ")),
                below,
                supply.name(),
                supply.watts(),
                limit)));
  }

  private static List<RailMean> means(SampledTrial trial, SensorGroup group, RailScope scope) {
    return group.rails().stream()
        .filter(rail -> rail.scope() == scope)
        .flatMap(rail -> mean(trial, group, rail).stream())
        .toList();
  }

  private static Optional<RailMean> mean(SampledTrial trial, SensorGroup group, Rail rail) {
    return trial
        .series(group, rail.name())
        .map(series -> mean(series, trial.energyWindow()))
        .filter(Double::isFinite)
        .map(watts -> new RailMean(rail.name(), watts, SensorLimits.watts(rail, watts)));
  }

  private static double mean(PowerSeries series, TimeInterval window) {
    int from = series.indexAtOrBefore(window.startNs() - 1) + 1;
    int to = series.indexAtOrBefore(window.endNs() - 1) + 1;
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += series.watts()[i];
    }
    return sum / (to - from);
  }

  /**
   * A rail over the window.
   *
   * @param name its name
   * @param watts its mean power
   * @param limitWatts what that may be wrong by
   */
  private record RailMean(String name, double watts, double limitWatts) {}
}
