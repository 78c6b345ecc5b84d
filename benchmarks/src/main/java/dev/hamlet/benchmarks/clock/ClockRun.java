package dev.hamlet.benchmarks.clock;

import dev.hamlet.benchmarks.clock.SimulatedClocks.ClockEvent;
import dev.hamlet.common.time.offset.ClockEstimator;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.time.offset.ClockLimits;
import dev.hamlet.common.time.offset.ClockOffset;
import dev.hamlet.common.time.offset.ClockStep;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One seeded run: heartbeats every five seconds over ten to thirty minutes, some lost; then stamps
 * of all times are mapped and compared with the truth.
 */
final class ClockRun {

  private static final long HEARTBEAT_NS = 5_000_000_000L;
  private static final long GREATEST_REPLY_NS = 1_000_000;
  private static final double LOST = 0.02;
  private static final int STAMPS = 200;

  private final ClockScenario scenario;
  private final RandomGenerator random;
  private final long lengthNs;
  private final SimulatedClocks clocks;
  private final DelayModel there;
  private final DelayModel back;
  private final long cutNs;
  private final long mendedNs;
  private final ClockEstimator estimator = new ClockEstimator(ClockLimits.DEFAULT);
  private final ClockFigures figures;
  private final SimulatedUptime device;
  private final SimulatedUptime own;
  private @Nullable ClockExchange pending;
  private long pendingSentNs;
  private long knownNs;
  private int stepsFound;
  private int falselyFound;
  private boolean coveredLive = true;

  private ClockRun(ClockFigures figures, long seed) {
    this.figures = figures;
    this.scenario = figures.scenario();
    this.random = new SplittableRandom(seed);
    this.lengthNs = (600 + random.nextLong(1_200)) * 1_000_000_000L;
    this.clocks = SimulatedClocks.of(scenario, lengthNs, random);
    this.there = DelayModel.draw(random);
    this.back = DelayModel.draw(random);
    this.device = new SimulatedUptime(clocks, true, random);
    this.own = new SimulatedUptime(clocks, false, random);
    this.cutNs = random.nextLong(lengthNs);
    this.mendedNs =
        cutNs + (scenario == ClockScenario.CUT ? (60 + random.nextLong(240)) * 1_000_000_000L : 0);
  }

  /** Runs and adds what came of it. */
  static void add(ClockFigures figures, long seed) {
    ClockRun run = new ClockRun(figures, seed);
    run.exchange();
    boolean covered = run.compareAfter();
    figures.run(covered, run.coveredLive);
    figures.steps(run.clocks.events().size(), run.stepsFound, run.falselyFound);
  }

  /** A heartbeat carries the exchange before it and what the host's uptime tells. */
  private void exchange() {
    for (long nowNs = random.nextLong(HEARTBEAT_NS); nowNs < lengthNs; nowNs += HEARTBEAT_NS) {
      long arrivedNs = nowNs + there.next(random);
      long repliedNs = arrivedNs + random.nextLong(GREATEST_REPLY_NS);
      long answeredNs = repliedNs + back.next(random);
      if (isExchanged(nowNs, arrivedNs, repliedNs, answeredNs)) {
        long stepsBefore = estimator.stepCount();
        own.lookEverySecondUntil(
            arrivedNs,
            (fromNs, untilNs, atMostNs) ->
                estimator.coordinatorStoodStill(
                    clocks.coordinatorNs(fromNs), clocks.coordinatorNs(untilNs), atMostNs));
        heard(nowNs);
        if (estimator.stepCount() > stepsBefore) {
          found(arrivedNs);
        }
        if (estimator.at(0).isPresent()) {
          compareLive(nowNs, arrivedNs);
        }
        pending =
            new ClockExchange(
                clocks.deviceNs(nowNs),
                clocks.coordinatorNs(arrivedNs),
                clocks.coordinatorNs(repliedNs),
                clocks.deviceNs(answeredNs));
        pendingSentNs = nowNs;
      }
    }
  }

  private void heard(long nowNs) {
    boolean suspended =
        device.look(
            nowNs,
            (fromNs, untilNs, atMostNs) ->
                estimator.stoodStill(clocks.deviceNs(untilNs), atMostNs));
    if (!suspended && pending != null) {
      estimator.add(pending);
      knownNs = pendingSentNs;
    }
  }

  private boolean isExchanged(long... trueNs) {
    boolean cut = trueNs[0] >= cutNs && trueNs[0] < mendedNs;
    for (long at : trueNs) {
      cut |= !clocks.runs(at);
    }
    return !cut && random.nextDouble() >= LOST;
  }

  private void found(long nowNs) {
    int happened = 0;
    long lastNs = 0;
    for (ClockEvent event : clocks.events()) {
      if (event.atNs() <= nowNs) {
        happened++;
        lastNs = event.untilNs();
      }
    }
    if (happened > stepsFound) {
      stepsFound = happened;
      figures.latency().add(nowNs - lastNs, 0);
    } else {
      falselyFound++;
    }
  }

  /** What happens after the last look nobody can know yet, so a step ends the comparison. */
  private void compareLive(long sentNs, long arrivedNs) {
    long atNs = arrivedNs + random.nextLong(HEARTBEAT_NS);
    boolean quiet =
        clocks.events().stream()
            .noneMatch(event -> event.untilNs() > knownOf(event, sentNs) && event.atNs() <= atNs);
    if (quiet && clocks.runs(atNs)) {
      coveredLive &= compare(atNs, figures.live());
    }
  }

  /**
   * Until when an event shows: a suspend in an uptime, any other in an exchange that began after
   * it.
   */
  private long knownOf(ClockEvent event, long sentNs) {
    if (!event.suspend()) {
      return knownNs;
    }
    return event.ofDevice() ? sentNs : own.lookedNs();
  }

  private boolean compareAfter() {
    boolean covered = estimator.at(0).isPresent();
    for (int i = 0; i < STAMPS; i++) {
      long atNs = random.nextLong(lengthNs);
      if (clocks.runs(atNs)) {
        covered &= compare(atNs, figures.after());
      }
    }
    return covered;
  }

  /** Whether the error is within its bound; stamps beside a step do not count for sizes. */
  private boolean compare(long trueNs, ClockTally tally) {
    long deviceNs = clocks.deviceNs(trueNs);
    ClockOffset offset = estimator.at(deviceNs).orElseThrow();
    long errorNs = Math.abs(offset.toCoordinatorNs(deviceNs) - clocks.coordinatorNs(trueNs));
    boolean covered = errorNs <= offset.errorNs();
    boolean besideStep = estimator.steps().stream().anyMatch(step -> isWithin(step, deviceNs));
    if (!besideStep || !covered) {
      tally.add(offset.errorNs(), errorNs);
    }
    return covered;
  }

  private static boolean isWithin(ClockStep step, long deviceNs) {
    return step.afterNs() < deviceNs && deviceNs < step.untilNs();
  }
}
