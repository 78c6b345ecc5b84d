package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.vitals.Vitals;
import dev.hamlet.coordinator.device.ClockFigures;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.export.catalogue.DeviceMetrics;
import dev.hamlet.coordinator.export.catalogue.ExperimentMetrics;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.export.view.HealthView;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.RailPower;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.Map;
import java.util.stream.Collectors;

/** What a board draws and how it is. Figures of the present are there while it is heard. */
final class DeviceFigures {

  private DeviceFigures() {}

  static void write(Exposition out, DeviceView view) {
    facts(out, view.device());
    health(out, view.name(), view.health());
    out.put(ExperimentMetrics.BUSY, view.busySeconds(), view.name());
    DevicePower power = view.power();
    if (power != null) {
      out.put(DeviceMetrics.ENERGY_GAP, power.gapSeconds(), view.name());
      Map<String, String> scopes = scopes(view.device().description());
      for (RailPower rail : power.rails()) {
        String scope = scopes.getOrDefault(rail.rail(), "component");
        rail(out, view, rail, view.name(), rail.rail(), scope, view.simulated());
      }
    }
    if (view.live()) {
      present(out, view.device());
    }
  }

  private static void facts(Exposition out, DeviceSnapshot device) {
    DeviceRecord description = device.description();
    out.put(
        DeviceMetrics.INFO,
        1,
        device.device(),
        description.board(),
        Boolean.toString(description.simulated()),
        description.operatingSystem(),
        description.javaVersion(),
        description.agentVersion(),
        device.powerMode());
    ClockFigures clock = device.clock();
    out.put(DeviceMetrics.CLOCK_STEPS, clock == null ? 0 : clock.steps(), device.device());
  }

  private static void health(Exposition out, String device, HealthView health) {
    out.put(DeviceMetrics.QUARANTINES, health.quarantines(), device);
    out.put(DeviceMetrics.HELD_BACK, health.heldBack() ? 1 : 0, device);
    out.put(DeviceMetrics.GOLDEN_CHECKS, health.checksPassed(), device, "passed");
    out.put(DeviceMetrics.GOLDEN_CHECKS, health.checksFailed(), device, "failed");
    out.put(DeviceMetrics.GOLDEN_CHECKS, health.checksInconclusive(), device, "inconclusive");
  }

  private static void rail(Exposition out, DeviceView view, RailPower rail, String... labels) {
    out.put(DeviceMetrics.ENERGY, rail.energyJoules(), labels);
    out.put(DeviceMetrics.LATE_ENERGY, rail.lateEnergyJoules(), labels);
    if (view.live()) {
      out.put(DeviceMetrics.POWER, rail.meanPowerWatts(), labels);
      out.put(DeviceMetrics.POWER_PEAK, rail.peakPowerWatts(), labels);
      out.put(DeviceMetrics.POWER_MIN, rail.minPowerWatts(), labels);
      out.put(DeviceMetrics.VOLTAGE, rail.voltageVolts(), view.name(), rail.rail());
      out.put(DeviceMetrics.CURRENT, rail.currentAmperes(), view.name(), rail.rail());
    }
  }

  private static Map<String, String> scopes(DeviceRecord device) {
    return device.sensors().stream()
        .flatMap(sensor -> sensor.rails().stream())
        .collect(Collectors.toMap(Rail::name, DeviceFigures::scope, (a, b) -> a));
  }

  private static String scope(Rail rail) {
    return rail.scope() == RailScope.SUPPLY ? "supply" : "component";
  }

  private static void present(Exposition out, DeviceSnapshot device) {
    String name = device.device();
    device
        .temperatures()
        .forEach(zone -> out.put(DeviceMetrics.TEMPERATURE, zone.celsius(), name, zone.zone()));
    vitals(out, name, device.vitals());
    ClockFigures clock = device.clock();
    if (clock != null) {
      out.put(DeviceMetrics.CLOCK_OFFSET, clock.offset().offsetNs() / 1e9, name);
      out.put(DeviceMetrics.CLOCK_OFFSET_ERROR, clock.offset().errorNs() / 1e9, name);
      out.put(DeviceMetrics.CLOCK_DRIFT, clock.drift().ratio(), name);
      out.put(DeviceMetrics.CLOCK_DRIFT_ERROR, clock.drift().errorRatio(), name);
    }
  }

  private static void vitals(Exposition out, String device, Vitals vitals) {
    vitals.clocksHz().forEach((domain, hz) -> out.put(DeviceMetrics.CLOCK, hz, device, domain));
    vitals
        .loadRatios()
        .forEach((unit, ratio) -> out.put(DeviceMetrics.UTILIZATION, ratio, device, unit));
    vitals
        .throttled()
        .forEach((reason, on) -> out.put(DeviceMetrics.THROTTLED, on ? 1 : 0, device, reason));
    out.put(DeviceMetrics.MEMORY_USED, vitals.memoryUsedBytes(), device);
    out.put(DeviceMetrics.MEMORY_TOTAL, vitals.memoryTotalBytes(), device);
  }
}
