package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.HERTZ;
import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.histogram;
import static dev.hamlet.common.metrics.Metric.stateSet;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** Agents: whether they are there, and how well they sample. */
public final class AgentMetrics {

  private static final String[] GROUP = {"device", "group"};

  /** Whether it is there. */
  public static final Metric UP =
      gauge("hamlet_agent_up", "1 while the agent's control stream is open.", "device");

  /** The device's state. */
  public static final Metric STATE =
      stateSet("hamlet_agent_state", "State of the device; 1 for the current one.", "device");

  /** The trial's phase. */
  public static final Metric PHASE =
      stateSet(
          "hamlet_agent_phase",
          "Phase of the trial that the device runs; 1 for the current one, none while none runs.",
          "device");

  /** When it was heard. */
  public static final Metric LAST_SEEN =
      gauge(
          "hamlet_agent_last_seen_timestamp_seconds",
          Unit.SECONDS,
          "When the agent's last message arrived, Unix time.",
          "device");

  /** How often it came. */
  public static final Metric CONNECTIONS =
      counter(
          "hamlet_agent_connections", "How often an agent of the device has said hello.", "device");

  /** Samples. */
  public static final Metric SAMPLES =
      counter("hamlet_agent_samples", "Power samples taken in the agent's session.", GROUP);

  /** Late samples. */
  public static final Metric SAMPLES_LATE =
      counter(
          "hamlet_agent_samples_late",
          "Power samples taken more than half a period after their deadline; part of"
              + " hamlet_agent_samples_total.",
          GROUP);

  /** Lost samples. */
  public static final Metric SAMPLES_DROPPED =
      counter(
          "hamlet_agent_samples_dropped",
          "Power samples that are not there, by reason (ring_full, sensor_failed, not_ready).",
          "device",
          "group",
          "reason");

  /** Missed deadlines. */
  public static final Metric SAMPLES_MISSED =
      counter(
          "hamlet_agent_samples_missed",
          "Sampling deadlines skipped because the loop was behind.",
          GROUP);

  /** Distance of samples. */
  public static final Metric SAMPLE_INTERVAL =
      histogram(
          "hamlet_agent_sample_interval_seconds",
          Unit.SECONDS,
          "Distance of successive power samples, of all that arrived.",
          GROUP);

  /** Cost of samples. */
  public static final Metric SAMPLE_READ =
      histogram(
          "hamlet_agent_sample_read_seconds",
          Unit.SECONDS,
          "Duration of one read of the sensor group, of all that arrived.",
          GROUP);

  /** How often values change. */
  public static final Metric SENSOR_REFRESH =
      gauge(
          "hamlet_agent_sensor_refresh_hertz",
          HERTZ,
          "How often the reading of a rail really changed over the last second.",
          "device",
          "rail");

  /** The agent's CPU. */
  public static final Metric OVERHEAD =
      gauge(
          "hamlet_agent_sampling_overhead_ratio",
          Unit.RATIO,
          "CPU time of the agent's own process over that of all CPUs since the last heartbeat.",
          "device");

  /** Batches that wait. */
  public static final Metric BUFFER =
      gauge(
          "hamlet_agent_buffer_batches",
          "Telemetry batches on the device that the coordinator has not acknowledged.",
          "device");

  /** Samples that wait. */
  public static final Metric BUFFER_SAMPLES =
      gauge(
          "hamlet_agent_buffer_samples",
          "Power samples on the device that the coordinator has not acknowledged, without those that"
              + " an earlier life of the agent left on its disk.",
          "device");

  /** How long it is let in. */
  public static final Metric CERTIFICATE_EXPIRY =
      gauge(
          "hamlet_agent_certificate_expiry_timestamp_seconds",
          Unit.SECONDS,
          "End of the validity of the agent's own certificate, Unix time; absent if it shows none.",
          "device");

  /** Artifacts that were at hand. */
  public static final Metric CACHE_REQUESTS =
      counter(
          "hamlet_agent_artifact_cache_requests",
          "Artifacts that the agent asked its cache for, by result (hit, miss), since its start.",
          "device",
          "result");

  /** Artifacts that had to go. */
  public static final Metric CACHE_EVICTED =
      counter(
          "hamlet_agent_artifact_cache_evicted_bytes",
          Unit.BYTES,
          "Bytes of artifacts deleted to make room for others, since the agent's start.",
          "device");

  /** Artifacts that are there. */
  public static final Metric CACHE_SIZE =
      gauge(
          "hamlet_agent_artifact_cache_size_bytes",
          Unit.BYTES,
          "Bytes of artifacts that the agent holds.",
          "device");

  /** Telemetry on disk. */
  public static final Metric SPOOL_SIZE =
      gauge(
          "hamlet_agent_spool_size_bytes",
          Unit.BYTES,
          "Bytes of telemetry that wait for the coordinator in the agent's spool.",
          "device");

  /** How long it can wait. */
  public static final Metric SPOOL_ENDURANCE =
      gauge(
          "hamlet_agent_spool_endurance_seconds",
          Unit.SECONDS,
          "How long the agent could keep its telemetry without a coordinator.",
          "device");

  /** Telemetry that was lost. */
  public static final Metric BATCHES_DROPPED =
      counter(
          "hamlet_agent_batches_dropped",
          "Telemetry batches that found no room or that the disk has lost, since the agent's start.",
          "device");

  static final List<Metric> ALL =
      List.of(
          UP,
          STATE,
          PHASE,
          LAST_SEEN,
          CONNECTIONS,
          SAMPLES,
          SAMPLES_LATE,
          SAMPLES_DROPPED,
          SAMPLES_MISSED,
          SAMPLE_INTERVAL,
          SAMPLE_READ,
          SENSOR_REFRESH,
          OVERHEAD,
          BUFFER,
          BUFFER_SAMPLES,
          CERTIFICATE_EXPIRY,
          CACHE_REQUESTS,
          CACHE_EVICTED,
          CACHE_SIZE,
          SPOOL_SIZE,
          SPOOL_ENDURANCE,
          BATCHES_DROPPED);

  private AgentMetrics() {}
}
