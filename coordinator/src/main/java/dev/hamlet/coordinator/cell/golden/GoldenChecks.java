package dev.hamlet.coordinator.cell.golden;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.cell.trial.TrialIntake;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenCheck.Outcome;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import dev.hamlet.coordinator.store.fleet.Ruling;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Golden-model checks that devices are at: at most one each. The agent knows a check as a lease
 * with one cell and one round; here it belongs to no experiment, and its trials are judged, not
 * stored. The device counts as leased meanwhile, so it gets no other work.
 *
 * <p>Threads: the event loop, on which the futures are completed, too.
 */
public final class GoldenChecks {

  /** So long a check may take. */
  static final Duration WITHIN = Duration.ofMinutes(6);

  private static final int PASSES_READ = 100;
  private static final Logger LOG = LoggerFactory.getLogger(GoldenChecks.class);

  private final FleetStore store;
  private final TrialIntake intake;
  private final DeviceRegistry registry;
  private final FleetKeeper fleet;
  private final MonotonicClock clock;
  private final EpochClock wallClock;
  private final Runnable ended;
  private final Map<String, GoldenRun> running = new HashMap<>();
  private @Nullable GoldenModel model;

  /**
   * None yet; the golden model is the store's.
   *
   * @param ended called whenever a device has become free
   */
  public GoldenChecks(
      FleetStore store,
      TrialIntake intake,
      DeviceRegistry registry,
      FleetKeeper fleet,
      MonotonicClock clock,
      EpochClock wallClock,
      Runnable ended) {
    this.store = store;
    this.intake = intake;
    this.registry = registry;
    this.fleet = fleet;
    this.clock = clock;
    this.wallClock = wallClock;
    this.ended = ended;
    this.model = store.golden().orElse(null);
  }

  /** Another model from now on; histories start anew with it. */
  public void choose(GoldenModel next) {
    store.saveGolden(next);
    model = next;
  }

  /** Begins with the checks that are due on devices that are free. */
  public void startDue() {
    GoldenModel golden = model;
    if (golden == null) {
      return;
    }
    for (String device : registry.heard()) {
      String why = fleet.health().checkDue(device, wallClock.epochMs());
      if (!why.isEmpty() && isForMe(device) && runs(device, golden)) {
        CompletableFuture<GoldenCheck> unused = begin(device, golden, why);
      }
    }
  }

  /** A device at work, or one that only passed checks release. */
  private boolean isForMe(String device) {
    DeviceState state = registry.state(device);
    DeviceStanding standing = registry.standing(device);
    boolean mine =
        state == DeviceState.AVAILABLE
            || (state == DeviceState.QUARANTINED
                && standing.person() == null
                && standing.reservation() == null);
    return mine && !registry.isLeased(device) && registry.session(device).isPresent();
  }

  private boolean runs(String device, GoldenModel golden) {
    return registry
        .description(device)
        .filter(known -> known.runtimes().contains(golden.runtime()))
        .isPresent();
  }

  /**
   * Checks a device now, because somebody asked.
   *
   * @return what is found
   * @throws HamletException NOT_FOUND or PRECONDITION with a sentence if it cannot be checked now
   */
  public CompletableFuture<GoldenCheck> start(String device, String who) {
    DeviceRecord known =
        registry
            .description(device)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.NOT_FOUND,
                        "there is no device " + device + ": `hamlet devices list` names them all"));
    GoldenModel golden = model;
    if (golden == null) {
      throw refusal("no golden model is set up: choose one with `hamlet devices golden`");
    }
    if (known.attached() || !known.runtimes().contains(golden.runtime())) {
      throw refusal("device " + device + " does not run models of " + golden.runtime());
    }
    if (registry.isLeased(device)) {
      throw refusal("device " + device + " is at work: try again after it, or drain it first");
    }
    DeviceState state = registry.state(device);
    boolean there = registry.session(device).isPresent() && registry.heard().contains(device);
    if (!there || registry.standing(device).is(Ruling.Kind.RETIRED)) {
      throw refusal("device " + device + " is " + state.word() + ": look after its agent");
    }
    return begin(device, golden, who + " asked for it");
  }

  private CompletableFuture<GoldenCheck> begin(String device, GoldenModel golden, String why) {
    DeviceSession session =
        registry.session(device).orElseThrow(() -> refusal(device + " has no agent"));
    LeaseRef lease = new LeaseRef("golden-" + UUID.randomUUID(), store.takeToken());
    PlannedCell cell = GoldenProtocol.cell(golden, session.description(), lease);
    MeasurementProtocol protocol = GoldenProtocol.on(session.description());
    long deadlineNs = clock.monotonicNs() + WITHIN.toNanos();
    GoldenRun run = new GoldenRun(golden, lease, session, cell, protocol, deadlineNs);
    running.put(device, run);
    registry.leased(device, true);
    LOG.info("device {} is checked with {}: {}", device, golden.name(), why);
    grant(run);
    return run.result;
  }

  private static void grant(GoldenRun run) {
    run.session
        .link()
        .grant(
            new LeaseGrant(
                run.lease,
                "golden-model check",
                run.cell.group().powerMode(),
                List.of(run.cell.spec()),
                run.protocol,
                List.of(),
                Lease.DURATION));
    Visit visit = new Visit(run.cell.cellId(), GoldenProtocol.trials());
    run.session.link().grant(new RoundGrant(run.lease, 1, List.of(visit)));
  }

  /** Whether a lease is that of a check that the device is at. */
  public boolean owns(String device, LeaseRef lease) {
    GoldenRun run = running.get(device);
    return run != null && run.lease.equals(lease);
  }

  /** What the agent says of its check, which {@link #owns} it. */
  public void reported(DeviceSession session, long number, AgentReport report) {
    GoldenRun run = running.get(session.device());
    session.link().acknowledge(number); // nothing of a check outlives the coordinator's process
    if (run == null) {
      return;
    }
    if (report instanceof TrialReport trial && run.isNew(trial.trialNumber())) {
      trial(run, trial);
    } else if (report instanceof LeaseReturn handedBack) {
      inconclusive(run, "its agent handed the check back: " + handedBack.reason());
    }
  }

  private void trial(GoldenRun run, TrialReport trial) {
    if (trial.ending().boardSuspect()) {
      inconclusive(run, trial.reason());
    } else if (trial.outcome() == TrialOutcome.FAILED) {
      run.failed(trial.reason(), trial.ending().modelFault());
      endIfComplete(run);
    } else {
      intake.measure(
          trial,
          run.session,
          run.cell,
          run.protocol,
          (result, failure) -> measured(run, result, failure));
    }
  }

  private void measured(GoldenRun run, @Nullable TrialResult result, @Nullable Throwable failure) {
    if (running.get(run.session.device()) != run) {
      return; // given up meanwhile
    }
    if (result == null) {
      inconclusive(run, "its figures could not be made: " + failure);
      return;
    }
    run.trials.add(result);
    endIfComplete(run);
  }

  private void endIfComplete(GoldenRun run) {
    if (run.isComplete()) {
      List<GoldenCheck> passes =
          store.checks(run.session.device(), PASSES_READ).stream()
              .filter(check -> check.golden().equals(run.model.identity()))
              .filter(check -> check.outcome() == Outcome.PASSED)
              .toList();
      end(run, GoldenFigures.judge(run, passes, wallClock.epochMs()));
    }
  }

  /** The stream that the reports would have come on is down. */
  public void cutOff(String device) {
    GoldenRun run = running.get(device);
    if (run != null) {
      inconclusive(run, "the link to the device broke");
    }
  }

  /** A device may not go on with what it has. */
  public void withdraw(String device, String reason) {
    GoldenRun run = running.get(device);
    if (run != null) {
      inconclusive(run, reason);
    }
  }

  /** Gives up those that take too long. */
  public void tick() {
    for (GoldenRun run : List.copyOf(running.values())) {
      if (clock.monotonicNs() - run.deadlineNs >= 0) {
        inconclusive(run, "it took longer than " + WITHIN.toMinutes() + " min");
      }
    }
  }

  private void inconclusive(GoldenRun run, String reason) {
    long nowMs = wallClock.epochMs();
    end(run, GoldenFigures.without(run, Outcome.INCONCLUSIVE, reason, nowMs));
  }

  private void end(GoldenRun run, GoldenCheck check) {
    String device = run.session.device();
    running.remove(device, run);
    registry.leased(device, false);
    run.session.link().end(new LeaseEnd(run.lease, "the check is over", true));
    LOG.info("golden-model check of {}: {}, {}", device, check.outcome(), check.reason());
    fleet.checked(check);
    run.result.complete(check);
    ended.run();
  }

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.PRECONDITION, sentence);
  }
}
