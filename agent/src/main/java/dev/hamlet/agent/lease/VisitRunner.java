package dev.hamlet.agent.lease;

import dev.hamlet.agent.trial.TrialEnd;
import dev.hamlet.agent.trial.TrialSpec;
import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the visits of one lease: loads the cell's model once, under the host lock, then runs the
 * trials one after the other. A lost worker is started afresh for the next trial.
 *
 * <p>Threads: the lease thread.
 */
final class VisitRunner {

  private final LeaseTools tools;
  private final OpenLease lease;
  private final Map<String, CellSpec> cells = new HashMap<>();
  private final Map<String, List<Temperature>> references = new HashMap<>();

  VisitRunner(LeaseTools tools, OpenLease lease) {
    this.tools = tools;
    this.lease = lease;
    lease.grant().cells().forEach(cell -> cells.put(cell.cellId(), cell));
  }

  /** Runs and publishes every trial of a visit. */
  void run(Visit visit, int round) throws InterruptedException {
    CellSpec cell = cells.get(visit.cellId());
    if (cell == null) {
      publishAll(visit, round, "the lease has no cell " + visit.cellId());
      return;
    }
    Loaded loaded = Loaded.NOTHING;
    for (int trialNumber : visit.trials()) {
      lease.check();
      loaded = loaded.usable() ? loaded : load(cell);
      TrialEnd end = trial(cell, trialNumber, loaded);
      TrialRef trial = new TrialRef(lease.ref(), cell.cellId(), trialNumber, round);
      tools.publisher().publish(trial, loaded.durationNs(), end);
      if (end.workerLost()) {
        tools.pool().discard(cell.runtime(), cell.threads());
        loaded = Loaded.NOTHING;
      }
    }
  }

  private TrialEnd trial(CellSpec cell, int trialNumber, Loaded loaded)
      throws InterruptedException {
    ModelWorker worker = loaded.worker();
    if (worker == null) {
      return TrialEnd.untraced(loaded.failure());
    }
    LeaseGrant grant = lease.grant();
    TrialSpec spec =
        new TrialSpec(
            grant.lease().fencingToken(),
            cell,
            trialNumber,
            grant.powerMode(),
            references.getOrDefault(cell.cellId(), List.of()),
            grant.protocolOf(cell.cellId()));
    TrialEnd end = tools.trials().run(spec, worker, lease);
    if (end.trace().isPresent()) {
      references.putIfAbsent(cell.cellId(), end.board().before());
    }
    return end;
  }

  private Loaded load(CellSpec cell) throws InterruptedException {
    try {
      LoadRequest request =
          tools.requests().of(cell).on(Cores.of(cell, lease.grant().powerMode(), tools.board()));
      return tools.underLock(lease, () -> loaded(cell, request));
    } catch (WorkerException e) {
      tools.pool().discard(cell.runtime(), cell.threads());
      return Loaded.failed(sentence(e), e.modelFault());
    } catch (HamletException e) {
      return e.code() == ErrorCode.RESOURCE
          ? Loaded.refused(sentence(e))
          : Loaded.failed(sentence(e), blamesArtifact(e.code()));
    }
  }

  private Loaded loaded(CellSpec cell, LoadRequest request) {
    ModelWorker worker = tools.pool().worker(cell.runtime(), cell.threads());
    return Loaded.with(worker, worker.load(request));
  }

  private void publishAll(Visit visit, int round, String reason) {
    for (int trialNumber : visit.trials()) {
      TrialRef trial = new TrialRef(lease.ref(), visit.cellId(), trialNumber, round);
      tools.publisher().publish(trial, 0, TrialEnd.untraced(TrialEnding.failed(reason)));
    }
  }

  static boolean blamesArtifact(ErrorCode code) {
    return code == ErrorCode.DATA_LOSS
        || code == ErrorCode.NOT_FOUND
        || code == ErrorCode.INVALID_INPUT;
  }

  static String sentence(RuntimeException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** What a worker has loaded for the visit, or why it has not. */
  private record Loaded(@Nullable ModelWorker worker, long durationNs, TrialEnding failure) {

    static final Loaded NOTHING = failed("nothing is loaded", false);

    static Loaded with(ModelWorker worker, long durationNs) {
      return new Loaded(worker, durationNs, TrialEnding.failed(""));
    }

    static Loaded failed(String reason, boolean modelFault) {
      return new Loaded(null, 0, TrialEnding.failed(reason, modelFault));
    }

    /** The board has no room for what is to be loaded, or cannot be written to. */
    static Loaded refused(String reason) {
      return new Loaded(null, 0, TrialEnding.failed(reason).refusedByBoard());
    }

    /** A load that failed by the model's fault is not tried again in the same visit. */
    boolean usable() {
      return worker != null || failure.modelFault();
    }
  }
}
