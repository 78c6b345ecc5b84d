package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Describes rails of the driver as a sensor group. */
final class GroupDescription {

  /** The two inputs of the developer kit, side by side; every other rail is below one of them. */
  private static final Set<String> SUPPLIES = Set.of("VDD_IN", "VDD_MUX");

  private static final double NOMINAL_RATE_HZ = 1_000;

  private GroupDescription() {}

  /** Timing is that of the slowest chip: what holds for it holds for the group. */
  static SensorGroup of(List<IioRail> rails) {
    ConversionTiming timing =
        rails.stream()
            .map(rail -> ConversionTiming.of(DeviceTree.continuousConfig(rail)))
            .max(
                Comparator.comparingLong(ConversionTiming::timeConstantNs)
                    .thenComparing(ConversionTiming::roundNs))
            .orElseThrow();
    SensorFacts facts =
        SensorFacts.configured(
            "ina3221x", SensorMode.UNKNOWN, timing.configWord(), timing.averages(), 0);
    return new SensorGroup(
        "ina3221x",
        "power",
        "ina3221x",
        false,
        NOMINAL_RATE_HZ,
        timing.refreshRateHz(),
        timing.timeConstantNs(),
        timing.lagNs(),
        rails.stream().map(GroupDescription::rail).toList(),
        facts);
  }

  private static Rail rail(IioRail rail) {
    RailScope scope = SUPPLIES.contains(rail.name()) ? RailScope.SUPPLY : RailScope.COMPONENT;
    long shuntMicroohms = DeviceTree.shuntMicroohms(rail);
    double volts = DeviceTree.volts(rail);
    return new Rail(rail.name(), scope, DeviceTree.resolutionWatts(shuntMicroohms, volts))
        .withShunt(shuntMicroohms, ErrorLimits.ina3221(shuntMicroohms, volts));
  }
}
