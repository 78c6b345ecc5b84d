package dev.hamlet.coordinator.export;

import dev.hamlet.common.power.SamplingCounters;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/**
 * Turns what the coordinator knows of devices and ingest into metrics, afresh at every scrape: what
 * is gone is gone from the next scrape on.
 */
final class FleetCollector implements MultiCollector {

  private final FleetView view;
  private final List<String> deviceStates;

  FleetCollector(FleetView view, List<String> deviceStates) {
    this.view = view;
    this.deviceStates = List.copyOf(deviceStates);
  }

  @Override
  public MetricSnapshots collect() {
    Exposition out = new Exposition();
    view.devices().forEach(device -> device(out, device));
    view.health().forEach(health -> health(out, health));
    view.ingest().forEach(ingest -> ingest(out, ingest));
    return out.snapshots();
  }

  private void device(Exposition out, DeviceView device) {
    String name = device.device();
    String simulated = Boolean.toString(device.simulated());
    out.put(
        MetricNames.DEVICE_INFO,
        1,
        name,
        device.board(),
        simulated,
        device.operatingSystem(),
        device.javaVersion(),
        device.agentVersion(),
        device.powerMode());
    out.put(MetricNames.AGENT_UP, device.up() ? 1 : 0, name);
    out.state(name, deviceStates, device.state());
    out.put(MetricNames.AGENT_LAST_SEEN, device.lastSeenEpochSeconds(), name);
    out.put(MetricNames.DEVICE_CLOCK_STEPS, device.clockSteps(), name);
    out.put(MetricNames.DEVICE_ENERGY_GAP, device.gapSeconds(), name);
    device.rails().forEach(rail -> counters(out, name, simulated, rail));
    device.sampling().forEach((group, counters) -> sampling(out, name, group, counters));
    if (device.up()) {
      live(out, device, simulated);
    }
  }

  /** Gauges of the present: a lost device has none. */
  private static void live(Exposition out, DeviceView device, String simulated) {
    String name = device.device();
    for (DeviceView.RailView rail : device.rails()) {
      out.put(
          MetricNames.DEVICE_POWER,
          rail.meanPowerWatts(),
          name,
          rail.rail(),
          rail.scope(),
          simulated);
      out.put(
          MetricNames.DEVICE_POWER_PEAK,
          rail.peakPowerWatts(),
          name,
          rail.rail(),
          rail.scope(),
          simulated);
    }
    device
        .temperaturesCelsius()
        .forEach((zone, celsius) -> out.put(MetricNames.DEVICE_TEMPERATURE, celsius, name, zone));
    out.put(MetricNames.DEVICE_CLOCK_OFFSET, device.clockOffsetSeconds(), name);
    out.put(MetricNames.DEVICE_CLOCK_OFFSET_ERROR, device.clockOffsetErrorSeconds(), name);
    out.put(MetricNames.DEVICE_CLOCK_DRIFT, device.clockDriftRatio(), name);
    out.put(MetricNames.DEVICE_CLOCK_DRIFT_ERROR, device.clockDriftErrorRatio(), name);
    out.put(MetricNames.AGENT_BUFFER, device.unacknowledgedBatches(), name);
  }

  private static void counters(
      Exposition out, String device, String simulated, DeviceView.RailView rail) {
    out.put(
        MetricNames.DEVICE_ENERGY,
        rail.energyJoules(),
        device,
        rail.rail(),
        rail.scope(),
        simulated);
    out.put(
        MetricNames.DEVICE_LATE_ENERGY,
        rail.lateEnergyJoules(),
        device,
        rail.rail(),
        rail.scope(),
        simulated);
  }

  private static void sampling(
      Exposition out, String device, String group, SamplingCounters counters) {
    out.put(MetricNames.AGENT_SAMPLES, counters.taken(), device, group);
    out.put(MetricNames.AGENT_SAMPLES_LATE, counters.late(), device, group);
    out.put(MetricNames.AGENT_SAMPLES_MISSED, counters.missed(), device, group);
    out.put(MetricNames.AGENT_SAMPLES_DROPPED, counters.ringFull(), device, group, "ring_full");
    out.put(
        MetricNames.AGENT_SAMPLES_DROPPED, counters.sensorFailed(), device, group, "sensor_failed");
    out.put(MetricNames.AGENT_SAMPLES_DROPPED, counters.notReady(), device, group, "not_ready");
  }

  private static void health(Exposition out, HealthView health) {
    String device = health.device();
    out.put(MetricNames.DEVICE_QUARANTINES, health.quarantines(), device);
    out.put(MetricNames.DEVICE_HELD_BACK, health.heldBack() ? 1 : 0, device);
    out.put(MetricNames.DEVICE_GOLDEN_CHECKS, health.checksPassed(), device, "passed");
    out.put(MetricNames.DEVICE_GOLDEN_CHECKS, health.checksFailed(), device, "failed");
    out.put(MetricNames.DEVICE_GOLDEN_CHECKS, health.checksInconclusive(), device, "inconclusive");
  }

  private static void ingest(Exposition out, IngestView ingest) {
    out.put(MetricNames.INGEST_SAMPLES, ingest.samples(), ingest.device());
    out.put(MetricNames.INGEST_BATCHES, ingest.batches(), ingest.device());
    out.put(MetricNames.INGEST_BYTES, ingest.bytes(), ingest.device());
    out.put(MetricNames.INGEST_DUPLICATES, ingest.duplicates(), ingest.device());
    out.put(MetricNames.INGEST_GAPS, ingest.gaps(), ingest.device());
    out.put(MetricNames.INGEST_LAG, ingest.lagSeconds(), ingest.device());
  }
}
