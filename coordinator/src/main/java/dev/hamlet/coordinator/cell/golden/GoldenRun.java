package dev.hamlet.coordinator.cell.golden;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One check under way. Loop only. */
final class GoldenRun {

  final GoldenModel model;
  final LeaseRef lease;
  final DeviceSession session;
  final PlannedCell cell;
  final MeasurementProtocol protocol;
  final long deadlineNs;
  final CompletableFuture<GoldenCheck> result = new CompletableFuture<>();
  final List<TrialResult> trials = new ArrayList<>();
  private final Set<Integer> reported = new HashSet<>();
  private String failure = "";
  private boolean modelFault;
  private int missing;

  GoldenRun(
      GoldenModel model,
      LeaseRef lease,
      DeviceSession session,
      PlannedCell cell,
      MeasurementProtocol protocol,
      long deadlineNs) {
    this.model = model;
    this.lease = lease;
    this.session = session;
    this.cell = cell;
    this.protocol = protocol;
    this.deadlineNs = deadlineNs;
  }

  /** Whether a trial is reported for the first time. */
  boolean isNew(int trialNumber) {
    return reported.add(trialNumber);
  }

  /** A trial could not run. */
  void failed(String reason, boolean byTheModel) {
    failure = reason;
    modelFault |= byTheModel;
    missing++;
  }

  /** Whether it is known of every trial what became of it. */
  boolean isComplete() {
    return trials.size() + missing >= GoldenProtocol.TRIALS;
  }

  String failure() {
    return failure;
  }

  boolean isModelsFault() {
    return modelFault;
  }
}
