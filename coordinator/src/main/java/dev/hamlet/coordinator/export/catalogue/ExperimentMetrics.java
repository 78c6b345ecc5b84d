package dev.hamlet.coordinator.export.catalogue;

import static dev.hamlet.common.metrics.Metric.counter;
import static dev.hamlet.common.metrics.Metric.gauge;
import static dev.hamlet.common.metrics.Metric.histogram;
import static dev.hamlet.common.metrics.Metric.info;

import dev.hamlet.common.metrics.Metric;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** Experiments and their scheduling. */
public final class ExperimentMetrics {

  /** How many. */
  public static final Metric EXPERIMENTS =
      gauge("hamlet_experiments", "Experiments that are shown, by state.", "state");

  /** What it is. */
  public static final Metric INFO =
      info(
          "hamlet_experiment",
          "What an experiment is; join on experiment.",
          "experiment",
          "name",
          "owner",
          "state");

  /** Its size. */
  public static final Metric CELLS_PLANNED =
      gauge("hamlet_experiment_cells_planned", "Cells of the experiment.", "experiment");

  /** Its cells. */
  public static final Metric CELLS =
      gauge(
          "hamlet_experiment_cells",
          "Cells of the experiment by state (waiting, running, or the verdict).",
          "experiment",
          "state");

  /** Its trials. */
  public static final Metric TRIALS =
      counter(
          "hamlet_experiment_trials",
          "Trials of the experiment by result (valid, invalid, failed), also those that a fresh start"
              + " of their cell sets aside, without those taken over from other experiments.",
          "experiment",
          "result");

  /** Its attempts. */
  public static final Metric ATTEMPTS =
      counter(
          "hamlet_experiment_cell_attempts",
          "Leased tries of cells that have ended, by result (finished, model_fault, measurement,"
              + " infrastructure, resumed, withdrawn), since the coordinator's start.",
          "experiment",
          "result");

  /** How long its cells took. */
  public static final Metric CELL_DURATION =
      histogram(
          "hamlet_experiment_cell_duration_seconds",
          Unit.SECONDS,
          "Time from a cell's first trial to its verdict, since the coordinator's start.",
          "experiment",
          "result");

  /** Time left. */
  public static final Metric ETA =
      gauge(
          "hamlet_experiment_eta_seconds",
          Unit.SECONDS,
          "Estimated time left; absent while nothing is known.",
          "experiment");

  /** When it last moved. */
  public static final Metric LAST_PROGRESS =
      gauge(
          "hamlet_experiment_last_progress_timestamp_seconds",
          Unit.SECONDS,
          "When the experiment was taken up, its last trial stored or its last cell decided, Unix"
              + " time.",
          "experiment");

  /** What is not shown. */
  public static final Metric HIDDEN =
      gauge(
          "hamlet_experiment_result_cells_hidden",
          "Cells with figures that are not exported because the experiment's budget of series is"
              + " spent; documents have them all.",
          "experiment");

  /** Waiting cells. */
  public static final Metric QUEUE =
      gauge("hamlet_scheduler_queue_cells", "Cells of running experiments that wait.");

  /** Cost of placing. */
  public static final Metric DECISION =
      histogram(
          "hamlet_scheduler_decision_duration_seconds",
          Unit.SECONDS,
          "Time to decide which leases to grant after an event.");

  /** Use of devices. */
  public static final Metric BUSY =
      counter(
          "hamlet_scheduler_device_busy_seconds",
          Unit.SECONDS,
          "Time that the device has held leases, since the coordinator's start.",
          "device");

  /** Reports of trials. */
  public static final Metric REPORTS =
      counter(
          "hamlet_reports",
          "Reports of trials by what became of them (stored, already_stored, stale, refused,"
              + " superseded).",
          "result");

  static final List<Metric> ALL =
      List.of(
          EXPERIMENTS,
          INFO,
          CELLS_PLANNED,
          CELLS,
          TRIALS,
          ATTEMPTS,
          CELL_DURATION,
          ETA,
          LAST_PROGRESS,
          HIDDEN,
          QUEUE,
          DECISION,
          BUSY,
          REPORTS);

  private ExperimentMetrics() {}
}
