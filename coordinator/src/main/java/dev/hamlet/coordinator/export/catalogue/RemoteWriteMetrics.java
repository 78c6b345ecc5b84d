package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** Raw traces that the coordinator publishes by remote write, for experiments that ask for it. */
public final class RemoteWriteMetrics {

  /** Samples. */
  public static final Metric SAMPLES =
      counter(
          "hamlet_remote_write_samples",
          "Raw power samples by what became of them: written, rejected (the server will never take"
              + " them), or refused before they left (too_old, in_future, no_stamp, duplicate,"
              + " out_of_order, same_millisecond, not_finite).",
          "result");

  /** Requests. */
  public static final Metric BATCHES =
      counter(
          "hamlet_remote_write_batches",
          "Requests of remote write by the HTTP status of the answer; none where nobody answered."
              + " 429 and 5xx are tried again.",
          "code");

  /** Trials. */
  public static final Metric TRIALS =
      counter(
          "hamlet_remote_write_trials",
          "Trials whose raw samples were published, or are missing: no longer in the telemetry log.",
          "result");

  /** What waits. */
  public static final Metric QUEUE =
      gauge(
          "hamlet_remote_write_queue_trials",
          "Trials that are stored and whose raw samples wait for the server; looked at when it is"
              + " tried.");

  /** When it worked. */
  public static final Metric LAST_SUCCESS =
      gauge(
          "hamlet_remote_write_last_success_timestamp_seconds",
          Unit.SECONDS,
          "When a server last took raw samples, Unix time; absent before that.");

  static final List<Metric> ALL = List.of(SAMPLES, BATCHES, TRIALS, QUEUE, LAST_SUCCESS);

  private RemoteWriteMetrics() {}
}
