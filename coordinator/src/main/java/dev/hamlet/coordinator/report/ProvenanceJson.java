package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.security.Digests;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Section {@code provenance}: what one needs to judge the figures and to repeat them. */
final class ProvenanceJson {

  private ProvenanceJson() {}

  static void provenance(ObjectNode node, ResultsData data) {
    new TreeMap<>(data.provenance()).forEach(node::put);
    node.put("file_name", data.experiment().fileName());
    node.put("file_sha256", Digests.sha256(data.experiment().fileText()));
    node.put("file_text", data.experiment().fileText());
    node.put("input_set", data.experiment().inputSet());
    protocol(node.putObject("protocol"), data.file().protocol());
    policy(node.putObject("trial_policy"), data.file().trials());
    ObjectNode compareTo = node.putObject("compare_to");
    data.file().compareTo().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(axis -> compareTo.put(axis.getKey(), axis.getValue()));
    node.put(
        "interval",
        "Student's t over trials is the random part; the limits of the sensor, the total interval and"
            + " the spread between boards stand beside it");
    List<String> used =
        data.cells().stream().map(cell -> cell.plan().group().device()).distinct().toList();
    ArrayNode devices = node.putArray("devices");
    data.devices().stream()
        .filter(device -> used.contains(device.name()))
        .forEach(
            device -> {
              ObjectNode entry = devices.addObject();
              device(entry, device, data.sensorsOf(device));
              ArrayNode versions = entry.putArray("agent_versions");
              data.agentVersionsOf(device).forEach(versions::add);
              data.adviceOn(device).forEach(entry.putArray("sensor_advice")::add);
            });
  }

  private static void protocol(ObjectNode node, MeasurementProtocol protocol) {
    node.put("profile", protocol.profile());
    seconds(node, "warm_up_seconds", protocol.warmUp());
    node.put("warm_up_inferences", protocol.warmUpInferences());
    seconds(node, "settle_seconds_least", protocol.settle());
    seconds(node, "idle_seconds", protocol.idle());
    seconds(node, "burst_seconds", protocol.burst());
    node.put("burst_inferences", protocol.burstInferences());
    seconds(node, "guard_seconds_least", protocol.guard());
    node.put("temperature_within_c", protocol.temperatureWithinC());
    protocol.gate().foreignCpuMax().ifPresent(ratio -> node.put("foreign_cpu_max", ratio));
    protocol.gate().abortAboveC().ifPresent(celsius -> node.put("abort_above_c", celsius));
    node.put("seed", protocol.seed());
  }

  private static void policy(ObjectNode node, TrialPolicy policy) {
    node.put("min", policy.min());
    node.put("max", policy.max());
    node.put("visit", policy.visit());
    node.put("level", policy.level());
    node.put("half_width_ratio", policy.halfWidthRatio());
    ArrayNode metrics = node.putArray("metrics");
    policy.metrics().stream()
        .map(metric -> metric.name().toLowerCase(Locale.ROOT))
        .sorted()
        .forEach(metrics::add);
  }

  private static void device(ObjectNode node, DeviceRecord device, List<SensorGroup> sensors) {
    node.put("name", device.name());
    node.put("board", device.board());
    node.put("simulated", device.simulated());
    node.put("host", device.host());
    node.put("boot_id", device.bootId());
    node.put("agent_version", device.agentVersion());
    node.put("operating_system", device.operatingSystem());
    node.put("java_version", device.javaVersion());
    node.put("cpus", device.cpus());
    ObjectNode properties = node.putObject("properties");
    new TreeMap<>(device.properties()).forEach(properties::put);
    meterCost(node, device.meterCost());
    calibration(node, device.calibration());
    SensorJson.groups(node.putArray("sensors"), sensors);
  }

  private static void meterCost(ObjectNode parent, @Nullable MeterCost cost) {
    if (cost == null) {
      parent.putNull("meter_cost");
      return;
    }
    ObjectNode node = parent.putObject("meter_cost");
    Json.number(node, "cost_watts", cost.costWatts());
    Json.number(node, "ci_low", cost.ciLowWatts());
    Json.number(node, "ci_high", cost.ciHighWatts());
    node.put("rate_hz", cost.rateHz());
    node.put("slow_rate_hz", cost.slowRateHz());
    node.put("pairs", cost.pairs());
    node.put("window_seconds", cost.windowSeconds());
    node.put("resolution_watts", cost.resolutionWatts());
  }

  private static void calibration(ObjectNode parent, @Nullable SensorCalibration calibration) {
    if (calibration == null) {
      parent.putNull("calibration");
      return;
    }
    ObjectNode node = parent.putObject("calibration");
    node.put("time_constant_seconds", calibration.timeConstantNs() / 1e9);
    node.put("time_constant_error_seconds", calibration.errorNs() / 1e9);
    node.put("threads", calibration.threads());
    node.put("busy_seconds", calibration.busyNs() / 1e9);
    Json.number(node, "idle_watts", calibration.idleWatts());
    Json.number(node, "step_watts", calibration.stepWatts());
    node.put("epoch_ms", calibration.epochMs());
  }

  private static void seconds(ObjectNode node, String name, Duration duration) {
    node.put(name, duration.toNanos() / 1e9);
  }
}
