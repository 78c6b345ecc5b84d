package dev.hamlet.coordinator.cell.cost;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.schedule.cost.CostModel;
import dev.hamlet.coordinator.schedule.cost.CostSubject;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Feeds the cost model with the trials that are stored, and asks it for what is left of cells. A
 * trial took the time since the one before it under the same lease, so loading, gates and waiting
 * for neighbours are in it. The first of a lease says how long the lease took to begin, if its
 * device had everything that it needs; a download teaches nothing. Loop only.
 */
public final class CostBook {

  /** A longer time between two trials is a cut link or a stopped coordinator, not a trial. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final CostModel model = new CostModel();
  private final Map<Long, Long> lastNs = new HashMap<>();
  private final Map<Long, Beginning> beginnings = new HashMap<>();

  /** A lease without a trial; see {@link #leaseBegan}. */
  private record Beginning(String board, boolean switched, long grantedNs) {}

  /** What it has learnt. */
  public CostModel model() {
    return model;
  }

  /** A trial was stored under a lease. */
  public void stored(
      ActiveExperiment experiment,
      CellTrack cell,
      DeviceRecord device,
      long fencingToken,
      long nowNs) {
    Long before = lastNs.put(fencingToken, nowNs);
    Beginning began = beginnings.remove(fencingToken);
    if (before != null) {
      took(experiment.terms(), cell.plan(), device, nowNs - before);
    } else if (began != null) {
      double trial = model.trialSeconds(subject(experiment.terms(), cell.plan(), device));
      model.leaseBegan(began.board(), began.switched(), (nowNs - began.grantedNs()) * 1e-9 - trial);
    }
  }

  /**
   * A lease was given to a device that has all artifacts of its cells.
   *
   * @param switched whether the device is in another power mode
   */
  public void leaseBegan(long fencingToken, String board, boolean switched, long nowNs) {
    beginnings.put(fencingToken, new Beginning(board, switched, nowNs));
  }

  /** A trial took so long, from the end of the one before it under the same lease. */
  void took(ExperimentTerms terms, PlannedCell cell, DeviceRecord device, long tookNs) {
    if (tookNs > 0 && tookNs < LONGEST.toNanos()) {
      model.trial(subject(terms, cell, device), tookNs * 1e-9);
    }
  }

  /** A cell got its verdict by its intervals. */
  public void ended(ActiveExperiment experiment, CellTrack cell, DeviceRecord device) {
    ended(experiment.terms(), cell.plan(), device, cell.summary().trials());
  }

  void ended(ExperimentTerms terms, PlannedCell cell, DeviceRecord device, int trials) {
    model.cell(subject(terms, cell, device), terms.policyOf(cell), Math.max(1, trials));
  }

  /** A lease has ended; the next one of the device starts anew. */
  public void leaseEnded(long fencingToken) {
    lastNs.remove(fencingToken);
    beginnings.remove(fencingToken);
  }

  /** What is left of a cell is expected to take on a device, in seconds. */
  public double secondsLeft(ActiveExperiment experiment, CellTrack cell, DeviceRecord device) {
    CostSubject subject = subject(experiment.terms(), cell.plan(), device);
    TrialPolicy policy = experiment.terms().policyOf(cell.plan());
    CellSummary summary = cell.summary();
    double left = model.trialsLeft(subject, policy, summary.trials(), width(summary, policy));
    return left * model.trialSeconds(subject);
  }

  /** How slow a device is with trials like those of a cell: 1 as usual, 2 takes twice as long. */
  public double pace(ActiveExperiment experiment, CellTrack cell, DeviceRecord device) {
    return model.pace(device.name(), protocolSeconds(experiment.terms(), cell.plan(), device));
  }

  /** What a cell of which no trial has run is expected to take on a device, in seconds. */
  public double seconds(ExperimentTerms terms, PlannedCell cell, DeviceRecord device) {
    return model.cellSeconds(subject(terms, cell, device), terms.policyOf(cell));
  }

  private static CostSubject subject(ExperimentTerms terms, PlannedCell cell, DeviceRecord device) {
    return CostSubject.of(
        cell.spec(),
        cell.group().powerMode(),
        device.name(),
        device.board(),
        protocolSeconds(terms, cell, device));
  }

  private static double protocolSeconds(
      ExperimentTerms terms, PlannedCell cell, DeviceRecord device) {
    return ProtocolTimes.ofTrial(terms.protocolOf(cell, device)).toNanos() * 1e-9;
  }

  /** The widest interval over what is wanted; NaN if there is none yet. */
  private static double width(CellSummary summary, TrialPolicy policy) {
    double widest = Double.NaN;
    for (StoppingMetric metric : policy.metrics()) {
      double ratio =
          switch (metric) {
            case LATENCY -> summary.latencySeconds().relativeHalfWidth();
            case NET_ENERGY -> summary.netEnergyPerInferenceJoules().relativeHalfWidth();
          };
      widest = Double.isNaN(widest) ? ratio : Math.max(widest, ratio);
    }
    return widest / policy.halfWidthRatio();
  }
}
