package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.histogram;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** The way of samples from the stream to a figure: ingest, telemetry log, alignment. */
public final class TelemetryMetrics {

  /** Samples. */
  public static final Metric SAMPLES =
      counter("hamlet_ingest_samples", "Power samples accepted.", "device");

  /** Batches. */
  public static final Metric BATCHES =
      counter("hamlet_ingest_batches", "Telemetry batches accepted.", "device");

  /** Bytes. */
  public static final Metric BYTES =
      counter("hamlet_ingest_bytes", Unit.BYTES, "Bytes of accepted telemetry batches.", "device");

  /** Repeated batches. */
  public static final Metric DUPLICATES =
      counter("hamlet_ingest_duplicates", "Telemetry batches that were logged already.", "device");

  /** Refused batches. */
  public static final Metric REJECTED =
      counter(
          "hamlet_ingest_rejected",
          "Telemetry batches refused: malformed, out of order, of another device, or the disk is"
              + " full.",
          "device");

  /** Lost batches. */
  public static final Metric GAPS =
      counter(
          "hamlet_ingest_gaps",
          "Telemetry batches that an agent no longer had: lost for good.",
          "device");

  /** Time that lost batches covered. */
  public static final Metric GAP_SECONDS =
      counter(
          "hamlet_ingest_gap_seconds",
          Unit.SECONDS,
          "Time without samples where batches are missing in the sequence; part of"
              + " hamlet_device_energy_gap_seconds_total.",
          "device");

  /** Age on arrival. */
  public static final Metric LAG =
      gauge(
          "hamlet_ingest_lag_seconds",
          Unit.SECONDS,
          "How much later the newest sample arrived than it was taken, above the quickest one.",
          "device");

  /** Refused streams. */
  public static final Metric REFUSED_STREAMS =
      counter("hamlet_ingest_refused_streams", "Telemetry streams that were not let in.");

  /** Records of the log. */
  public static final Metric RECORDS =
      counter(
          "hamlet_telemetry_records",
          "Records offered to the telemetry log by result (appended, duplicate).",
          "result");

  /** Group commits. */
  public static final Metric SYNCS =
      counter("hamlet_telemetry_syncs", "Group commits of the telemetry log.");

  /** What was deleted. */
  public static final Metric EXPIRED =
      counter(
          "hamlet_telemetry_expired_bytes",
          Unit.BYTES,
          "Bytes of the telemetry log deleted to keep its disk budget.");

  /** Inferences by whether they got energy. */
  public static final Metric ALIGNED =
      counter(
          "hamlet_alignment_inferences",
          "Inferences of reported trials by result: aligned, partial (aligned, but the trial broke"
              + " a rule), no_energy (samples do not cover the trial), outside (not within the"
              + " burst).",
          "result");

  /** Cost of alignment. */
  public static final Metric ALIGN_DURATION =
      histogram(
          "hamlet_alignment_duration_seconds",
          Unit.SECONDS,
          "Time to make the figures of a trial.");

  /** Uncertainty of time. */
  public static final Metric ALIGN_ERROR =
      histogram(
          "hamlet_alignment_error_seconds",
          Unit.SECONDS,
          "Time within which power is known beside an inference: half of the sampling interval that"
              + " its trial really achieved.");

  /** Covered share. */
  public static final Metric COVERAGE =
      gauge(
          "hamlet_alignment_coverage_ratio",
          Unit.RATIO,
          "Share of the power samples of the device's last trial that are there.",
          "device");

  static final List<Metric> ALL =
      List.of(
          SAMPLES,
          BATCHES,
          BYTES,
          DUPLICATES,
          REJECTED,
          GAPS,
          GAP_SECONDS,
          LAG,
          REFUSED_STREAMS,
          RECORDS,
          SYNCS,
          EXPIRED,
          ALIGNED,
          ALIGN_DURATION,
          ALIGN_ERROR,
          COVERAGE);

  private TelemetryMetrics() {}
}
