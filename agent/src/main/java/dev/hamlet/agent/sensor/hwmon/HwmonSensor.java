package dev.hamlet.agent.sensor.hwmon;

import dev.hamlet.agent.sensor.ColumnFiles;
import dev.hamlet.agent.sensor.FileSensor;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.BaseUnit;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Voltage in mV and current in mA of some rails as one group: two columns for each rail. */
public final class HwmonSensor {

  private static final List<String> DEFAULT_RAILS = List.of("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");
  private static final Set<String> SUPPLIES = Set.of("VDD_IN", "VDD_MUX");
  private static final double NOMINAL_RATE_HZ = 1_000;
  private static final double SHUNT_STEP_VOLTS = 40e-6;

  private HwmonSensor() {}

  /**
   * Opens channels.
   *
   * @param found all channels of the board, at least one
   * @param wanted names of rails, L4T's or mainline's; empty for the default ones that the board
   *     has, or all if it has none of those
   * @throws HamletException if a rail is not there or cannot be opened
   */
  public static Sensor open(Sysfs sysfs, List<HwmonChannel> found, List<String> wanted) {
    List<HwmonChannel> chosen = chosen(found, wanted);
    List<String> paths =
        chosen.stream().flatMap(it -> Stream.of(it.voltageFile(), it.currentFile())).toList();
    List<Setting> settings =
        chosen.stream().map(HwmonChannel::chip).distinct().flatMap(HwmonSensor::fastest).toList();
    SensorGroup group = describe(sysfs, chosen);
    return new FileSensor(
        group,
        group.rails().stream().flatMap(rail -> columns(rail.name())).toList(),
        settings,
        ColumnFiles.open(sysfs, paths));
  }

  /** No averaging first, since older kernels reckon the interval with it. */
  private static Stream<Setting> fastest(String chip) {
    return Stream.of(
        new Setting(chip + "/samples", "1"), new Setting(chip + "/update_interval", "1"));
  }

  private static List<HwmonChannel> chosen(List<HwmonChannel> found, List<String> wanted) {
    if (!wanted.isEmpty()) {
      return wanted.stream()
          .map(RailAliases::canonical)
          .map(name -> FileSensor.railNamed(name, found, HwmonChannel::name, HwmonTree.DRIVER))
          .toList();
    }
    List<HwmonChannel> usual =
        found.stream().filter(channel -> DEFAULT_RAILS.contains(channel.name())).toList();
    return usual.isEmpty() ? found : usual;
  }

  private static SensorGroup describe(Sysfs sysfs, List<HwmonChannel> channels) {
    HwmonTiming timing =
        channels.stream()
            .map(HwmonChannel::chip)
            .distinct()
            .map(chip -> HwmonTiming.of(sysfs, chip))
            .max(
                Comparator.comparingLong(HwmonTiming::timeConstantNs)
                    .thenComparing(HwmonTiming::roundNs))
            .orElseThrow();
    return new SensorGroup(
        "ina3221",
        "power",
        "hwmon",
        false,
        NOMINAL_RATE_HZ,
        timing.refreshRateHz(),
        timing.timeConstantNs(),
        timing.lagNs(),
        channels.stream().map(channel -> rail(sysfs, channel)).toList(),
        SensorFacts.configured(
            "ina3221", SensorMode.CONTINUOUS, timing.configWord(), timing.averages(), 0));
  }

  private static Rail rail(Sysfs sysfs, HwmonChannel channel) {
    RailScope scope = SUPPLIES.contains(channel.name()) ? RailScope.SUPPLY : RailScope.COMPONENT;
    long shuntMicroohms = channel.shuntMicroohms(sysfs);
    double volts = channel.volts(sysfs);
    double step = shuntMicroohms <= 0 ? 0 : SHUNT_STEP_VOLTS / (shuntMicroohms * 1e-6) * volts;
    return new Rail(channel.name(), scope, step)
        .withShunt(shuntMicroohms, ErrorLimits.ina3221(shuntMicroohms, volts));
  }

  private static Stream<ColumnSpec> columns(String rail) {
    return Stream.of(
        new ColumnSpec(rail, Quantity.VOLTAGE, BaseUnit.VOLT, -3),
        new ColumnSpec(rail, Quantity.CURRENT, BaseUnit.AMPERE, -3));
  }
}
