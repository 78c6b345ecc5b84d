package dev.hamlet.agent.metrics;

import static dev.hamlet.common.metrics.Metric.HERTZ;
import static dev.hamlet.common.metrics.Metric.WATTS;
import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.info;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** Every metric that an agent exports by itself; {@code docs/metrics.md} is tested against it. */
final class LocalMetrics {

  private static final String[] RAIL = {"rail", "scope", "simulated"};

  static final Metric BUILD =
      info("hamlet_local_build", "Version of the agent, and its device.", "version", "device");

  static final Metric CONNECTED =
      gauge("hamlet_local_coordinator_connected", "1 while the coordinator answers.");

  static final Metric ENERGY =
      counter(
          "hamlet_local_energy_joules",
          Unit.JOULES,
          "Energy of a rail since the agent's start, trapezoid over its power samples. Rails"
              + " overlap: do not sum over rail without one scope.",
          RAIL);

  static final Metric POWER =
      gauge(
          "hamlet_local_power_watts",
          WATTS,
          "Mean power of a rail over the last batch of samples, as read. Rails overlap: do not sum"
              + " over rail without one scope.",
          RAIL);

  static final Metric TEMPERATURE =
      gauge(
          "hamlet_local_temperature_celsius",
          Unit.CELSIUS,
          "Temperature of a thermal zone, as of the last heartbeat or scrape.",
          "zone");

  static final Metric CLOCK =
      gauge(
          "hamlet_local_clock_hertz",
          HERTZ,
          "Frequency of a clock of what is on, as of the last heartbeat.",
          "domain");

  static final Metric THROTTLED =
      gauge(
          "hamlet_local_throttled",
          "1 while something slows the board down, as of the last heartbeat.",
          "reason");

  static final Metric CPU =
      gauge(
          "hamlet_local_agent_cpu_ratio",
          Unit.RATIO,
          "CPU time of the agent's own process over that of all CPUs, as of the last heartbeat.");

  static final Metric SAMPLES =
      counter("hamlet_local_samples", "Power samples taken since the agent's start.", "group");

  static final Metric SAMPLES_LATE =
      counter(
          "hamlet_local_samples_late",
          "Power samples taken more than half a period after their deadline.",
          "group");

  static final Metric SAMPLES_MISSED =
      counter(
          "hamlet_local_samples_missed",
          "Sampling deadlines skipped because the loop was behind.",
          "group");

  static final Metric SAMPLES_DROPPED =
      counter(
          "hamlet_local_samples_dropped",
          "Power samples that are not there, by reason (ring_full, sensor_failed, not_ready).",
          "group",
          "reason");

  static final Metric BATCHES =
      counter(
          "hamlet_local_batches",
          "Telemetry batches by what became of them (acknowledged, dropped).",
          "result");

  static final Metric PENDING =
      gauge(
          "hamlet_local_batches_pending",
          "Telemetry batches that wait for the coordinator, in memory or in the spool.");

  static final Metric SPOOL =
      gauge("hamlet_local_spool_size_bytes", Unit.BYTES, "Bytes of the telemetry spool.");

  static final List<Metric> ALL =
      List.of(
          BUILD,
          CONNECTED,
          ENERGY,
          POWER,
          TEMPERATURE,
          CLOCK,
          THROTTLED,
          CPU,
          SAMPLES,
          SAMPLES_LATE,
          SAMPLES_MISSED,
          SAMPLES_DROPPED,
          BATCHES,
          PENDING,
          SPOOL);

  private LocalMetrics() {}
}
