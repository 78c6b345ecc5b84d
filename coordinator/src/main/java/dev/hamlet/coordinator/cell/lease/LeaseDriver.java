package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.EvaluationBook;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.GrantedRetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives one leased cell group: grants rounds, takes reports, decides after each round. Loop only.
 */
public final class LeaseDriver {

  private final CellContext context;
  private final ActiveExperiment experiment;
  private final Consumer<LeaseDriver> settled;
  private final GroupRounds rounds;
  private final LeaseTrials trials;
  private final CellTimeouts timeouts;
  private Lease lease;
  private @Nullable DeviceSession session;
  private boolean open = true;
  private boolean fenced;
  private boolean winding;
  private boolean wound;

  /**
   * @param settled called whenever figures that were made off the loop have been worked in
   */
  public LeaseDriver(
      CellContext context,
      ActiveExperiment experiment,
      Lease lease,
      Consumer<LeaseDriver> settled) {
    this.context = context;
    this.experiment = experiment;
    this.lease = lease;
    this.settled = settled;
    this.rounds = new GroupRounds(context.store(), experiment, ref(lease), lease.group());
    this.trials = new LeaseTrials(context, experiment, rounds, new Holder());
    this.timeouts = new CellTimeouts(experiment);
  }

  /** The lease, as last renewed. */
  public Lease lease() {
    return lease;
  }

  /** The experiment whose cells it measures. */
  public ActiveExperiment experiment() {
    return experiment;
  }

  /** What agents call it by. */
  public LeaseRef ref() {
    return ref(lease);
  }

  /** The cells it covers. */
  public CellGroup group() {
    return lease.group();
  }

  /** Whether there is something left to decide under this lease. */
  public boolean isOpen() {
    return open;
  }

  /** Whether the store has refused a write under it. */
  public boolean isFenced() {
    return fenced;
  }

  /** Whether any trial was stored under it. */
  public boolean hasProgressed() {
    return trials.hasProgressed();
  }

  /** Its agent spoke of it: it holds for as long again. */
  public void renew() {
    lease = lease.renewed(context.nowNs());
  }

  /** Nothing could be heard for a while: whoever holds it may still be at work. */
  public void wasAway(Duration away) {
    renew();
    trials.wasAway(away);
  }

  /**
   * No more rounds: the agent finishes the round in hand, whose trials still count.
   *
   * @param reason one sentence for the agent
   */
  public void windDown(String reason) {
    winding = true;
    wound |= !hasWorkOut();
    tell(reason, false);
  }

  /**
   * Its agent has let go of it while it was to wind down: what was granted and not begun is not.
   */
  public void letGo() {
    wound = winding;
  }

  /** Whether it only waits for the round in hand. */
  public boolean isWindingDown() {
    return winding;
  }

  /** Whether the round that was in hand when it was to wind down is over and worked in. */
  public boolean isWoundDown() {
    return wound && !trials.hasPending();
  }

  /** Sends the lease and its first rounds. */
  public void start(DeviceSession agent) {
    session = agent;
    List<CellSpec> cells = specs();
    agent
        .link()
        .grant(
            new LeaseGrant(
                ref(),
                experiment.id(),
                group().powerMode(),
                cells,
                experiment.terms().protocol().on(agent.description()),
                ownProtocols(agent.description()),
                experiment.evaluations().ask(cells, lease.fencingToken()),
                Lease.DURATION));
    advance();
  }

  /** Takes up a lease of an earlier life of this coordinator; its agent has not come yet. */
  public void restore(List<RoundGrant> granted, List<GrantedRetry> retries) {
    trials.restored(rounds.restore(granted, retries));
    experiment.evaluations().ask(specs(), lease.fencingToken());
  }

  /** The agent came back and still works on the lease: what may have been lost is sent again. */
  public void resume(DeviceSession agent) {
    session = agent;
    renew();
    if (experiment.isPaused()) {
      windDown(experiment.record().reason());
      return;
    }
    if (rounds.outstanding() == 0) {
      experiment.decideGroup(group());
    }
    rounds.grants().forEach(agent.link()::grant);
    advance();
  }

  /** A trial was reported; acknowledges once it is stored. */
  public void trial(DeviceSession from, long number, TrialReport report) {
    trials.reported(from, number, report);
    advance();
  }

  /** A round was finished; trials of it that nobody reported are failed. */
  public void round(DeviceSession from, long number, RoundReport report) {
    trials.roundOver(from, report);
    from.link().acknowledge(number);
    wound = winding;
    advance();
  }

  /** Predictions came; acknowledges once their figures are stored. */
  public void evaluation(DeviceSession from, long number, EvaluationReport report) {
    EvaluationRecord record =
        EvaluationBook.record(experiment.id(), from.device(), report, context.epochMs());
    context.store().saveEvaluation(record, lease.fencingToken());
    experiment.evaluations().stored(record);
    experiment.changed();
    from.link().acknowledge(number);
  }

  /** Gives trials up whose telemetry does not come, and ends cells that take too long. */
  public void tick() {
    trials.tick();
    if (open
        && timeouts.any()
        && timeouts.end(List.copyOf(experiment.openCells(group())), context.nowNs())) {
      advance();
      settled.accept(this);
    }
  }

  /**
   * Stops driving; the numbers that are out are free again.
   *
   * @param cutOff whether its agent may have a trial in hand, which is lost
   */
  public void close(boolean cutOff) {
    open = false;
    if (cutOff) {
      rounds.cutOff(trials::isPending);
    }
    experiment.evaluations().leaseEnded(lease.fencingToken());
    experiment.openCells(group()).forEach(CellTrack::forgetGrants);
    experiment.changed();
  }

  /** Tells the agent, if it is there, that the lease is over. */
  public void tell(String reason, boolean abort) {
    if (session != null) {
      session.link().end(new LeaseEnd(ref(), reason, abort));
    }
  }

  /** Whether the agent still has trials to run that were granted. */
  public boolean hasWorkOut() {
    return rounds.outstanding() > 0;
  }

  /** The cell that its agent is at, as far as its reports tell; empty if no trial is out. */
  public Optional<CellTrack> cellInHand() {
    return rounds.firstOut().map(trial -> experiment.cell(trial.cellId()));
  }

  /**
   * Whether the board was started anew since the agent last spoke of the lease: another epoch of
   * its clock. False if this life of the coordinator has not heard the agent before.
   */
  public boolean rebootedSince(DeviceSession now) {
    DeviceSession before = session;
    return before != null && !before.bootId().equals(now.bootId());
  }

  /** Grants what can be granted; closes the driver when every cell is decided. */
  private void advance() {
    if (open && experiment.openCells(group()).isEmpty()) {
      open = false;
    }
    if (open && !winding) {
      rounds.advance(this::send);
    }
  }

  private void send(RoundGrant round) {
    if (session != null) {
      session.link().grant(round);
    }
  }

  private Map<String, MeasurementProtocol> ownProtocols(DeviceRecord device) {
    Map<String, MeasurementProtocol> own = new HashMap<>();
    for (CellTrack cell : experiment.openCells(group())) {
      experiment
          .terms()
          .ownProtocolOf(cell.plan(), device)
          .ifPresent(protocol -> own.put(cell.id(), protocol));
    }
    return own;
  }

  private List<CellSpec> specs() {
    return experiment.openCells(group()).stream().map(cell -> cell.plan().spec()).toList();
  }

  private static LeaseRef ref(Lease lease) {
    return new LeaseRef(lease.leaseId(), lease.fencingToken());
  }

  private final class Holder implements LeaseTrials.Holder {

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public DeviceSession session() {
      if (session == null) {
        throw new IllegalStateException("lease " + lease.leaseId() + " has no agent");
      }
      return session;
    }

    @Override
    public void workedIn() {
      advance();
      settled.accept(LeaseDriver.this);
    }

    @Override
    public void fenced() {
      fenced = true;
    }
  }
}
