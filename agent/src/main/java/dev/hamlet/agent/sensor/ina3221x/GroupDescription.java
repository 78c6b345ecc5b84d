package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Describes rails of the driver as a sensor group. */
final class GroupDescription {

  /** The two inputs of the developer kit, side by side; every other rail is below one of them. */
  private static final Set<String> SUPPLIES = Set.of("VDD_IN", "VDD_MUX");

  private static final double NOMINAL_RATE_HZ = 1_000;

  private final Sysfs sysfs;
  private final DeviceTree tree;

  GroupDescription(Sysfs sysfs) {
    this.sysfs = sysfs;
    this.tree = new DeviceTree(sysfs);
  }

  /** Timing is that of the slowest chip: what holds for it holds for the group. */
  SensorGroup of(List<IioRail> rails) {
    SensorMode mode = mode(rails);
    ConversionTiming timing =
        rails.stream()
            .map(rail -> ConversionTiming.of(word(rail, mode)))
            .max(
                Comparator.comparingLong(ConversionTiming::timeConstantNs)
                    .thenComparing(ConversionTiming::roundNs))
            .orElseThrow();
    return new SensorGroup(
        "ina3221x",
        "power",
        "ina3221x",
        false,
        NOMINAL_RATE_HZ,
        mode == SensorMode.TRIGGERED ? 0 : timing.refreshRateHz(),
        timing.timeConstantNs(),
        timing.lagNs(),
        rails.stream().map(this::rail).toList(),
        SensorFacts.configured(
            "ina3221x", mode, timing.configWord(), timing.averages(), tree.busHz(rails.get(0))));
  }

  /** The mode that all chips are in. A chip that does not tell makes it unknown. */
  private SensorMode mode(List<IioRail> rails) {
    List<SensorMode> modes =
        rails.stream().map(IioRail::runningMode).distinct().map(this::mode).distinct().toList();
    return modes.size() == 1 ? modes.get(0) : SensorMode.UNKNOWN;
  }

  private SensorMode mode(String file) {
    return switch (sysfs.readText(file).text()) {
      case "1" -> SensorMode.CONTINUOUS;
      case "0" -> SensorMode.TRIGGERED;
      default -> SensorMode.UNKNOWN;
    };
  }

  private OptionalInt word(IioRail rail, SensorMode mode) {
    return mode == SensorMode.TRIGGERED ? tree.triggerConfig(rail) : tree.continuousConfig(rail);
  }

  private Rail rail(IioRail rail) {
    RailScope scope = SUPPLIES.contains(rail.name()) ? RailScope.SUPPLY : RailScope.COMPONENT;
    long shuntMicroohms = tree.shuntMicroohms(rail);
    double volts = tree.volts(rail);
    return new Rail(rail.name(), scope, DeviceTree.resolutionWatts(shuntMicroohms, volts))
        .withShunt(shuntMicroohms, ErrorLimits.ina3221(shuntMicroohms, volts));
  }
}
