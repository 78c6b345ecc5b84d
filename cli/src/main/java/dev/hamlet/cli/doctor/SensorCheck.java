package dev.hamlet.cli.doctor;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.agent.sensor.discovery.SensorDiscovery;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Rail;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The power sensor: is there one, may it be read, and can it be set for measuring.
 *
 * @param helped whether the board helper answers
 */
record SensorCheck(Machine machine, SensorChoice choice, boolean helped) implements Check {

  @Override
  public List<Finding> look() {
    Sysfs sysfs = SystemSysfs.at(machine.root());
    try (Sensor sensor = SensorDiscovery.open(sysfs, choice)) {
      List<Finding> findings = new ArrayList<>();
      findings.add(read(sensor));
      sensor.settings().stream()
          .filter(setting -> !setting.value().equals(sysfs.readText(setting.path()).text()))
          .forEach(setting -> findings.add(setting(sysfs, setting)));
      return findings;
    } catch (HamletException e) {
      return List.of(
          Finding.fail(
              "sensor",
              String.valueOf(e.getMessage()),
              "load the kernel's driver (modprobe ina3221, or L4T's ina3221x), let this user read it:"
                  + " docs/sensors.md"));
    }
  }

  private static Finding read(Sensor sensor) {
    ReadOutcome outcome = sensor.read(new long[sensor.columns().size()]);
    String rails =
        sensor.group().rails().stream().map(Rail::name).collect(Collectors.joining(", "));
    return outcome == ReadOutcome.OK
        ? Finding.ok("sensor", sensor.group().kind() + ": " + rails)
        : Finding.warn(
            "sensor",
            sensor.group().kind() + ": " + rails + "; a read came to " + outcome,
            "try it for longer: hamlet sensors --seconds 10");
  }

  private Finding setting(Sysfs sysfs, Setting setting) {
    String found =
        "%s is %s, %s is better"
            .formatted(setting.path(), sysfs.readText(setting.path()).text(), setting.value());
    return helped || Files.isWritable(machine.at(setting.path()))
        ? Finding.ok("sensor setting", found + ": the agent sets it")
        : Finding.warn(
            "sensor setting",
            found,
            "let the agent set it: --board-helper (docs/agent.md), or root");
  }
}
