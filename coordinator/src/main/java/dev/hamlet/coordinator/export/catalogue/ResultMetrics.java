package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.WATTS;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.histogram;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** What was measured. */
public final class ResultMetrics {

  private static final String[] CELL = {
    "experiment",
    "device",
    "model",
    "variant",
    "runtime",
    "threads",
    "power_mode",
    "options",
    "simulated"
  };
  private static final String[] CELL_STATISTIC = {
    "experiment",
    "device",
    "model",
    "variant",
    "runtime",
    "threads",
    "power_mode",
    "options",
    "simulated",
    "statistic"
  };
  private static final String[] MODEL = {"model", "variant", "simulated"};

  /** Energy of a cell. */
  public static final Metric NET_ENERGY =
      gauge(
          "hamlet_result_net_energy_per_inference_joules",
          Unit.JOULES,
          "Net energy per inference of a cell (gross less idle): mean, median and bounds of its"
              + " interval (ci_low, ci_high).",
          CELL_STATISTIC);

  /** Latency of a cell. */
  public static final Metric LATENCY =
      gauge(
          "hamlet_result_latency_seconds",
          Unit.SECONDS,
          "Latency of an inference of a cell: mean and bounds of its interval (ci_low, ci_high),"
              + " median and p95 as the mean of those of its trials.",
          CELL_STATISTIC);

  /** Trials of a cell. */
  public static final Metric TRIALS =
      gauge("hamlet_result_trials", "Valid trials behind a cell's figures.", CELL);

  /** Inferences of a cell. */
  public static final Metric INFERENCES =
      gauge("hamlet_result_inferences", "Inferences of the trials behind a cell's figures.", CELL);

  /** Idle power. */
  public static final Metric IDLE_POWER =
      gauge(
          "hamlet_result_idle_power_watts",
          WATTS,
          "Mean idle power of the trials of a device, over the rails that the figures rest on.",
          "experiment",
          "device",
          "power_mode",
          "simulated");

  /** Size of a variant. */
  public static final Metric MODEL_SIZE =
      gauge(
          "hamlet_result_model_size_bytes",
          Unit.BYTES,
          "Bytes of a variant's files.",
          "experiment",
          "model",
          "variant");

  /** Accuracy of a variant. */
  public static final Metric ACCURACY =
      gauge(
          "hamlet_result_accuracy_ratio",
          Unit.RATIO,
          "Share of the labelled inputs that a variant classifies right.",
          "experiment",
          "model",
          "variant",
          "runtime");

  /** F1 of a variant. */
  public static final Metric F1 =
      gauge(
          "hamlet_result_f1_macro_ratio",
          Unit.RATIO,
          "Mean F1 over the classes.",
          "experiment",
          "model",
          "variant",
          "runtime");

  /** Latencies. */
  public static final Metric INFERENCE_DURATION =
      histogram(
          "hamlet_inference_duration_seconds",
          Unit.SECONDS,
          "Durations of the inferences of valid trials; exemplars name experiment, cell and trial.",
          MODEL);

  /** Energies. */
  public static final Metric TRIAL_ENERGY =
      histogram(
          "hamlet_trial_net_energy_per_inference_joules",
          Unit.JOULES,
          "Net energy per inference of valid trials; exemplars name experiment, cell and trial.",
          MODEL);

  static final List<Metric> ALL =
      List.of(
          NET_ENERGY,
          LATENCY,
          TRIALS,
          INFERENCES,
          IDLE_POWER,
          MODEL_SIZE,
          ACCURACY,
          F1,
          INFERENCE_DURATION,
          TRIAL_ENERGY);

  private ResultMetrics() {}
}
