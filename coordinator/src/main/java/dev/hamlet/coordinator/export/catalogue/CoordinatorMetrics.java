package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.histogram;
import static dev.hamlet.common.metrics.Metric.info;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** The coordinator's own process; Micrometer adds the Java machine. */
public final class CoordinatorMetrics {

  /** Its version. */
  public static final Metric BUILD = info("hamlet_build", "Version of the coordinator.", "version");

  /** How it is protected. */
  public static final Metric TRANSPORT =
      info(
          "hamlet_coordinator_transport",
          "How gRPC is protected: plaintext, tls or mutual-tls.",
          "transport");

  /** When that ends. */
  public static final Metric CERTIFICATE_EXPIRY =
      gauge(
          "hamlet_certificate_expiry_timestamp_seconds",
          Unit.SECONDS,
          "End of the validity of a certificate, Unix time; absent without TLS.",
          "role");

  /** When files were read. */
  public static final Metric RELOADED =
      gauge(
          "hamlet_config_reload_success_timestamp_seconds",
          Unit.SECONDS,
          "When the files of TLS were read last and all were good, Unix time; absent without TLS.");

  /** Whether those in force are those on the disk. */
  public static final Metric RELOAD_GOOD =
      gauge(
          "hamlet_config_last_reload_successful",
          "0 while renewed files of TLS cannot be used and the old ones stay in force; absent"
              + " without TLS.");

  /** Strangers. */
  public static final Metric AUTH_FAILURES =
      counter(
          "hamlet_auth_failures",
          "Clients that were turned away, by reason: untrusted_certificate (it leads to another"
              + " authority or is not valid). Those that show none are not seen.",
          "reason");

  /** Calls. */
  public static final Metric GRPC_HANDLED =
      counter(
          "hamlet_grpc_server_handled",
          "gRPC calls that have ended, by the code they ended with.",
          "method",
          "code");

  /** Their duration. */
  public static final Metric GRPC_HANDLING =
      histogram(
          "hamlet_grpc_server_handling_seconds",
          Unit.SECONDS,
          "Duration of gRPC calls with one request and one answer.",
          "method");

  /** Open streams. */
  public static final Metric GRPC_STREAMS =
      gauge("hamlet_grpc_server_streams", "gRPC calls that are open.", "method");

  /** Writes. */
  public static final Metric STORE_WRITE =
      histogram(
          "hamlet_store_write_seconds",
          Unit.SECONDS,
          "Duration of what changes the store.",
          "operation");

  /** Failures. */
  public static final Metric STORE_ERRORS =
      counter(
          "hamlet_store_errors",
          "What the store or the telemetry log could not do for want of a disk that works.",
          "operation");

  /** Bytes. */
  public static final Metric STORE_SIZE =
      gauge(
          "hamlet_store_size_bytes",
          Unit.BYTES,
          "Bytes of the coordinator's data by kind (store, telemetry, artifacts).",
          "kind");

  /** Room. */
  public static final Metric DISK_FREE =
      gauge(
          "hamlet_store_disk_free_bytes",
          Unit.BYTES,
          "Room left on the disk of the coordinator's data.");

  /** Room in all. */
  public static final Metric DISK_SIZE =
      gauge(
          "hamlet_store_disk_size_bytes",
          Unit.BYTES,
          "Size of the disk of the coordinator's data.");

  static final List<Metric> ALL =
      List.of(
          BUILD,
          TRANSPORT,
          CERTIFICATE_EXPIRY,
          RELOADED,
          RELOAD_GOOD,
          AUTH_FAILURES,
          GRPC_HANDLED,
          GRPC_HANDLING,
          GRPC_STREAMS,
          STORE_WRITE,
          STORE_ERRORS,
          STORE_SIZE,
          DISK_FREE,
          DISK_SIZE);

  private CoordinatorMetrics() {}
}
