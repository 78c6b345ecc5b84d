package dev.hamlet.coordinator.export;

import static dev.hamlet.coordinator.export.Metric.Type.COUNTER;
import static dev.hamlet.coordinator.export.Metric.Type.GAUGE;
import static dev.hamlet.coordinator.export.Metric.Type.INFO;
import static dev.hamlet.coordinator.export.Metric.Type.STATESET;

import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of a measurement that the coordinator exports; {@code docs/metrics.md} is tested
 * against this list.
 *
 * <p>Rails overlap (a supply contains components), so sums over {@code rail} are meaningless unless
 * one {@code scope} is chosen. Twins carry {@code simulated="true"}. No label holds an id of a
 * cell, a trial or an inference.
 */
final class MetricNames {

  private static final List<Metric> METRICS = new ArrayList<>();
  private static final Unit WATTS = new Unit("watts");

  static final Metric DEVICE_ENERGY =
      add(
          "hamlet_device_energy_joules",
          COUNTER,
          Unit.JOULES,
          "Energy of a rail, trapezoid over its power samples; kept across restarts. Rails overlap: do not sum them.",
          "device",
          "rail",
          "scope",
          "simulated");
  static final Metric DEVICE_LATE_ENERGY =
      add(
          "hamlet_device_late_energy_joules",
          COUNTER,
          Unit.JOULES,
          "Energy of samples that arrived more than 10 s late, not part of hamlet_device_energy_joules_total.",
          "device",
          "rail",
          "scope",
          "simulated");
  static final Metric DEVICE_ENERGY_GAP =
      add(
          "hamlet_device_energy_gap_seconds",
          COUNTER,
          Unit.SECONDS,
          "Time without samples inside the device's energy counters.",
          "device");
  static final Metric DEVICE_POWER =
      add(
          "hamlet_device_power_watts",
          GAUGE,
          WATTS,
          "Mean power of a rail over the last second. Rails overlap: do not sum them.",
          "device",
          "rail",
          "scope",
          "simulated");
  static final Metric DEVICE_POWER_PEAK =
      add(
          "hamlet_device_power_peak_watts",
          GAUGE,
          WATTS,
          "Highest power sample of a rail over the last second.",
          "device",
          "rail",
          "scope",
          "simulated");
  static final Metric DEVICE_TEMPERATURE =
      add(
          "hamlet_device_temperature_celsius",
          GAUGE,
          Unit.CELSIUS,
          "Temperature of a thermal zone.",
          "device",
          "zone");
  static final Metric DEVICE_INFO =
      add(
          "hamlet_device",
          INFO,
          null,
          "What a device is; join on device.",
          "device",
          "board",
          "simulated",
          "os",
          "jdk",
          "agent_version",
          "power_mode");
  static final Metric DEVICE_CLOCK_OFFSET =
      add(
          "hamlet_device_clock_offset_seconds",
          GAUGE,
          Unit.SECONDS,
          "Estimated offset of the device's monotonic clock to the coordinator's.",
          "device");
  static final Metric DEVICE_CLOCK_OFFSET_ERROR =
      add(
          "hamlet_device_clock_offset_error_seconds",
          GAUGE,
          Unit.SECONDS,
          "Bound of the error of the estimated clock offset.",
          "device");
  static final Metric DEVICE_CLOCK_DRIFT =
      add(
          "hamlet_device_clock_drift_ratio",
          GAUGE,
          Unit.RATIO,
          "Estimated difference of the rates of the coordinator's monotonic clock and the device's.",
          "device");
  static final Metric DEVICE_CLOCK_DRIFT_ERROR =
      add(
          "hamlet_device_clock_drift_error_ratio",
          GAUGE,
          Unit.RATIO,
          "Bound of the error of the estimated clock drift.",
          "device");
  static final Metric DEVICE_CLOCK_STEPS =
      add(
          "hamlet_device_clock_steps",
          COUNTER,
          null,
          "Steps and suspends of the device's clock or the coordinator's that were found.",
          "device");
  static final Metric DEVICE_QUARANTINES =
      add(
          "hamlet_device_quarantines",
          COUNTER,
          null,
          "How often the device was quarantined without a person.",
          "device");
  static final Metric DEVICE_HELD_BACK =
      add(
          "hamlet_device_quarantine_held_back",
          GAUGE,
          null,
          "1 while the device should be quarantined but half of the fleet is already: look after the fleet.",
          "device");
  static final Metric DEVICE_GOLDEN_CHECKS =
      add(
          "hamlet_device_golden_checks",
          COUNTER,
          null,
          "Golden-model checks of the device by outcome (passed, failed, inconclusive).",
          "device",
          "outcome");
  static final Metric AGENT_UP =
      add("hamlet_agent_up", GAUGE, null, "1 while the agent's control stream is open.", "device");
  static final Metric AGENT_STATE =
      add(
          "hamlet_agent_state",
          STATESET,
          null,
          "State of the device; 1 for the current one.",
          "device");
  static final Metric AGENT_LAST_SEEN =
      add(
          "hamlet_agent_last_seen_timestamp_seconds",
          GAUGE,
          Unit.SECONDS,
          "When the agent's last message arrived, Unix time.",
          "device");
  static final Metric AGENT_SAMPLES =
      add(
          "hamlet_agent_samples",
          COUNTER,
          null,
          "Power samples taken in the agent's session.",
          "device",
          "group");
  static final Metric AGENT_SAMPLES_LATE =
      add(
          "hamlet_agent_samples_late",
          COUNTER,
          null,
          "Power samples taken more than half a period after their deadline; part of hamlet_agent_samples_total.",
          "device",
          "group");
  static final Metric AGENT_SAMPLES_DROPPED =
      add(
          "hamlet_agent_samples_dropped",
          COUNTER,
          null,
          "Power samples that are not there, by reason (ring_full, sensor_failed, not_ready).",
          "device",
          "group",
          "reason");
  static final Metric AGENT_SAMPLES_MISSED =
      add(
          "hamlet_agent_samples_missed",
          COUNTER,
          null,
          "Sampling deadlines skipped because the loop was behind.",
          "device",
          "group");
  static final Metric AGENT_BUFFER =
      add(
          "hamlet_agent_buffer_batches",
          GAUGE,
          null,
          "Telemetry batches on the device that the coordinator has not acknowledged.",
          "device");
  static final Metric INGEST_SAMPLES =
      add("hamlet_ingest_samples", COUNTER, null, "Power samples accepted.", "device");
  static final Metric INGEST_BATCHES =
      add("hamlet_ingest_batches", COUNTER, null, "Telemetry batches accepted.", "device");
  static final Metric INGEST_BYTES =
      add(
          "hamlet_ingest_bytes",
          COUNTER,
          Unit.BYTES,
          "Bytes of accepted telemetry batches.",
          "device");
  static final Metric INGEST_DUPLICATES =
      add(
          "hamlet_ingest_duplicates",
          COUNTER,
          null,
          "Telemetry batches that were logged already.",
          "device");
  static final Metric INGEST_GAPS =
      add(
          "hamlet_ingest_gaps",
          COUNTER,
          null,
          "Holes in the sequence of telemetry batches.",
          "device");
  static final Metric INGEST_LAG =
      add(
          "hamlet_ingest_lag_seconds",
          GAUGE,
          Unit.SECONDS,
          "Age of the newest sample when it arrived.",
          "device");
  static final Metric COORDINATOR_TRANSPORT =
      add(
          "hamlet_coordinator_transport",
          INFO,
          null,
          "How gRPC is protected: plaintext, tls or mutual-tls.",
          "transport");
  static final Metric COORDINATOR_CERTIFICATE_EXPIRY =
      add(
          "hamlet_coordinator_certificate_expiry_timestamp_seconds",
          GAUGE,
          Unit.SECONDS,
          "End of the validity of the coordinator's certificate, Unix time; absent without TLS.");
  static final Metric EXPERIMENTS =
      add("hamlet_experiments", GAUGE, null, "Experiments by state.", "state");
  static final Metric EXPERIMENT_CELLS_PLANNED =
      add("hamlet_experiment_cells_planned", GAUGE, null, "Cells of the experiment.", "experiment");
  static final Metric EXPERIMENT_CELLS =
      add(
          "hamlet_experiment_cells",
          GAUGE,
          null,
          "Cells of the experiment by state.",
          "experiment",
          "state");
  static final Metric EXPERIMENT_TRIALS =
      add(
          "hamlet_experiment_trials",
          COUNTER,
          null,
          "Trials of the experiment by result (valid, invalid, failed).",
          "experiment",
          "result");
  static final Metric EXPERIMENT_ETA =
      add(
          "hamlet_experiment_eta_seconds",
          GAUGE,
          Unit.SECONDS,
          "Estimated time left.",
          "experiment");
  static final Metric RESULT_NET_ENERGY =
      addResult(
          "hamlet_result_net_energy_per_inference_joules",
          Unit.JOULES,
          "Net energy per inference of a cell (gross less idle): mean and bounds of its interval.",
          "statistic");
  static final Metric RESULT_LATENCY =
      addResult(
          "hamlet_result_latency_seconds",
          Unit.SECONDS,
          "Latency of an inference of a cell: mean and bounds of its interval.",
          "statistic");
  static final Metric RESULT_IDLE_POWER =
      addResult("hamlet_result_idle_power_watts", WATTS, "Mean idle power of a cell's trials.");
  static final Metric RESULT_TRIALS =
      addResult("hamlet_result_trials", null, "Valid trials behind a cell's figures.");
  static final Metric RESULT_MODEL_SIZE =
      add(
          "hamlet_result_model_size_bytes",
          GAUGE,
          Unit.BYTES,
          "Bytes of a variant's files.",
          "experiment",
          "model",
          "variant");
  static final Metric RESULT_ACCURACY =
      add(
          "hamlet_result_accuracy_ratio",
          GAUGE,
          Unit.RATIO,
          "Share of the labelled inputs that a variant classifies right.",
          "experiment",
          "model",
          "variant",
          "runtime");
  static final Metric RESULT_F1 =
      add(
          "hamlet_result_f1_macro_ratio",
          GAUGE,
          Unit.RATIO,
          "Mean F1 over the classes.",
          "experiment",
          "model",
          "variant",
          "runtime");

  private MetricNames() {}

  /** All of them, in the order above. */
  static List<Metric> all() {
    return List.copyOf(METRICS);
  }

  private static Metric addResult(String name, @Nullable Unit unit, String help, String... more) {
    List<String> labels =
        new ArrayList<>(
            List.of(
                "experiment",
                "device",
                "model",
                "variant",
                "runtime",
                "threads",
                "cores",
                "power_mode",
                "simulated",
                "cell"));
    labels.addAll(List.of(more));
    return add(name, GAUGE, unit, help, labels.toArray(String[]::new));
  }

  private static Metric add(
      String name, Metric.Type type, @Nullable Unit unit, String help, String... labels) {
    Metric metric = new Metric(name, type, unit, help, List.of(labels));
    METRICS.add(metric);
    return metric;
  }
}
