package dev.hamlet.benchmarks.supervised;

import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.agent.trial.TrialEnd;
import dev.hamlet.agent.trial.TrialRunner;
import dev.hamlet.agent.trial.TrialSite;
import dev.hamlet.agent.trial.TrialSpec;
import dev.hamlet.benchmarks.virtual.Boards;
import dev.hamlet.benchmarks.virtual.BusSensor;
import dev.hamlet.benchmarks.virtual.VirtualClock;
import dev.hamlet.benchmarks.virtual.VirtualSampling;
import dev.hamlet.twin.board.ForetoldActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.power.Cluster;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A board on which the agent's own runner runs one trial, in virtual time. One thread. */
public final class SupervisedBoard {

  private static final long START_NS = 3_000_000_000_000L;
  private static final Path NOWHERE = Path.of("/nonexistent");
  private static final double FULL_KHZ = 2_035_200;

  /** The aligner wants a sample on either side of its windows. */
  private static final long TAIL_NS = 20_000_000;

  private final SupervisedCell cell;
  private final VirtualClock clock = new VirtualClock(START_NS);
  private final ForetoldActivity activity = new ForetoldActivity();
  private final BoardTimes times;
  private final TwinBoard board;
  private final TwinDevice device;
  private final VirtualSampling sampling;
  private final SupervisedTime time;
  private final SupervisedWorker worker;

  private SupervisedBoard(SupervisedCell cell, BoardPlan plan, SplittableRandom random) {
    this.cell = cell;
    this.times = new BoardTimes(clock, START_NS + plan.sleepsAfterNs(), plan.sleepNs());
    this.board = new TwinBoard(plan.settings(), activity, START_NS);
    this.device = TwinDevice.of(board, times);
    BusSensor sensor =
        new BusSensor(device.sensor(), clock, cell.scenario().sensor().readNs(), random.split());
    this.sampling =
        new VirtualSampling(sensor, clock, SamplingSettings.DEFAULT.periodNs(), random.split());
    this.time = new SupervisedTime(clock, sampling);
    plan.turns().forEach(turn -> time.at(START_NS + turn.afterNs(), () -> turn(turn)));
    this.worker =
        new SupervisedWorker(
            cell.scenario().load(),
            clock,
            time,
            (stampNs, level) -> activity.edge(times.passedNs(stampNs), level),
            this::slowdown,
            random.split());
  }

  /** Runs a trial on a new board while something happens to it. */
  public static SupervisedTrial run(SupervisedCell cell, BoardEvent event, long seed) {
    return new SupervisedBoard(cell, BoardPlan.of(cell, event), new SplittableRandom(seed)).trial();
  }

  private SupervisedTrial trial() {
    TrialEnd end = runner().run(cell.spec(), worker);
    time.waitUntil(clock.monotonicNs() + cell.group().lagNs() + TAIL_NS);
    double wattsPerMilli = Boards.wattsPerThread(cell.settings().rails()) * 1e-3;
    return new SupervisedTrial(
        end, sampling.batch(), worker.milliSecondsPerInference() * wattsPerMilli);
  }

  private Runner runner() {
    TrialSite site =
        new TrialSite(
            device.board(),
            (deadlineNs, abort) -> () -> {},
            clock,
            time,
            new ForeignLoad(NOWHERE, 0, clock),
            time,
            times);
    TrialRunner runner = new TrialRunner(site, GapPlan.of(cell.group()), state -> {});
    return (spec, virtual) -> {
      try {
        return runner.run(spec, virtual, () -> false);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("virtual time is never interrupted", e);
      }
    };
  }

  /** A runner whose waits are virtual. */
  @FunctionalInterface
  private interface Runner {
    TrialEnd run(TrialSpec spec, SupervisedWorker worker);
  }

  private void turn(BoardPlan.Turn turn) {
    board.control(times.monotonicNs(), turn.change());
  }

  /** Cores that are on share the load; the fastest are taken first. */
  private double slowdown() {
    OperatingPoint now = board.operatingPoint();
    Controls controls = board.controls();
    int khz = now.khz(Cluster.A57);
    return FULL_KHZ
        / (controls.online(Cluster.DENVER) > 0 ? Math.max(khz, now.khz(Cluster.DENVER)) : khz);
  }
}
