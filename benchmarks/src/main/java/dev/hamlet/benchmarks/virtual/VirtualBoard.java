package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.sampling.SamplingPlan;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.benchmarks.peers.Readings;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.ScenarioFault;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.twin.board.ForetoldActivity;
import dev.hamlet.twin.power.BoardRail;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One board in virtual time that runs the trials of one cell, one after the other.
 *
 * <p>Sampling is the agent's own cycle, at the rate that the agent's own plan gives the sensor. The
 * board is exact: power follows the edges of the load at their stamps.
 *
 * <p>Threads: one.
 */
public final class VirtualBoard {

  private static final long START_NS = 3_000_000_000_000L;
  private static final long MS = 1_000_000;
  private static final long LONGEST_PAUSE_NS = 100 * MS;
  private static final int GATE_READINGS = 10;
  private static final long GATE_STEP_NS = 300 * MS;

  /** From the end of the idle baseline to the first inference. */
  private static final long ORDER_NS = 400_000;

  /** The aligner wants a sample on either side of its windows. */
  private static final long TAIL_NS = 20 * MS;

  private final Scenario scenario;
  private final SplittableRandom random;
  private final VirtualClock clock = new VirtualClock(START_NS);
  private final ForetoldActivity activity = new ForetoldActivity();
  private final FaultySensor sensor;
  private final VirtualSampling sampling;
  private final VirtualWorker worker;
  private final SensorGroup group;
  private final MeasurementProtocol protocol;
  private final double wattsPerMilli;
  private int trials;

  /**
   * A board.
   *
   * @param boardSeed what makes the board differ from others: its errors, while they are on
   * @param cellSeed everything else that is random
   * @param errors whether gain, shunt and offset are off
   * @param levelMilli mean level of the load, in milli-threads
   */
  public VirtualBoard(
      Scenario scenario, long boardSeed, long cellSeed, boolean errors, double levelMilli) {
    this.scenario = scenario;
    this.random = new SplittableRandom(cellSeed);
    TwinDevice device =
        TwinDevice.of(Boards.settings(scenario, boardSeed, errors), activity, clock);
    List<BoardRail> rails = scenario.sensor().rails();
    Sensor bus =
        new BusSensor(
            device.sensor(),
            clock,
            rails.size() * scenario.sensor().readNs(),
            new SplittableRandom(random.nextLong()));
    this.sensor = new FaultySensor(bus, clock);
    SamplingPlan plan = SamplingPlan.measure(sensor, clock, SamplingSettings.DEFAULT.periodNs());
    this.sampling =
        new VirtualSampling(
            sensor, clock, plan.periodNs(), new SplittableRandom(random.nextLong()));
    this.group =
        Boards.withLimits(device.sensor().group().sampledAt(plan.rateHz()), scenario.sensor());
    this.protocol = ProtocolTimes.forSensors(scenario.profile().protocol(cellSeed), List.of(group));
    this.worker = new VirtualWorker(scenario.load(), GapPlan.of(group), levelMilli);
    this.wattsPerMilli = Boards.wattsPerThread(rails) * 1e-3;
  }

  /** The sensor group as the agent would describe it. */
  public SensorGroup group() {
    return group;
  }

  /** The protocol as the coordinator makes it for this sensor. */
  public MeasurementProtocol protocol() {
    return protocol;
  }

  /** Runs the next trial. */
  public VirtualTrial runTrial() {
    sensor.clear();
    double[] gateWatts = gate();
    VirtualBurst warmUp = burst(protocol.warmUp().toNanos(), protocol.warmUpInferences());
    sampling.until(warmUp.endNs());
    sampling.clear();
    long settledNs = warmUp.endNs() + protocol.settle().toNanos();
    long idleEndNs = settledNs + protocol.idle().toNanos();
    plan(idleEndNs + ORDER_NS);
    sampling.until(idleEndNs);
    clock.advance(ORDER_NS);
    VirtualBurst burst = burst(protocol.burst().toNanos(), protocol.burstInferences());
    long guardedNs = burst.endNs() + protocol.guard().toNanos();
    long afterNs = guardedNs + protocol.idle().toNanos();
    sampling.until(afterNs + group.lagNs() + TAIL_NS);
    List<Phase> phases =
        List.of(
            phase(PhaseKind.SETTLE, warmUp.endNs(), settledNs),
            phase(PhaseKind.IDLE_BEFORE, settledNs, idleEndNs),
            phase(PhaseKind.BURST, burst.startNs(), burst.endNs()),
            phase(PhaseKind.GUARD, burst.endNs(), guardedNs),
            phase(PhaseKind.IDLE_AFTER, guardedNs, afterNs));
    return trial(phases, burst, gateWatts);
  }

  private VirtualTrial trial(List<Phase> phases, VirtualBurst burst, double[] gateWatts) {
    SampleBatch samples = sampling.batch();
    PowerSeries seen = Boards.asSeen(samples, group);
    Readings readings =
        new Readings(
            seen.monotonicNs(),
            seen.watts(),
            gateWatts,
            phases.get(1).interval(),
            phases.get(2).interval(),
            burst.spans().size());
    return new VirtualTrial(
        new TrialTrace(1, "cell", ++trials, phases, burst.spans()),
        samples,
        readings,
        trueJoules(burst));
  }

  /** Net energy per inference, exactly: the model's power is linear in the level. */
  private double trueJoules(VirtualBurst burst) {
    return burst.levelNsPerInference() * 1e-9 * wattsPerMilli;
  }

  /** Three seconds in which nothing runs, and a bit, so that no two trials keep step. */
  private double[] gate() {
    clock.advance(random.nextLong(LONGEST_PAUSE_NS));
    double[] watts = new double[GATE_READINGS];
    long[] values = new long[sensor.columns().size()];
    for (int i = 0; i < watts.length; i++) {
      clock.advance(GATE_STEP_NS);
      sensor.read(values);
      watts[i] = Boards.watts(values);
    }
    return watts;
  }

  private VirtualBurst burst(long leastNs, int leastInferences) {
    return worker.burst(clock.monotonicNs(), leastNs, leastInferences, random, activity::edge);
  }

  private void plan(long burstStartNs) {
    for (ScenarioFault fault : scenario.faults()) {
      if (random.nextDouble() < fault.shareOfTrials()) {
        sensor.add(fault.kind(), fault.interval(burstStartNs));
      }
    }
  }

  private static Phase phase(PhaseKind kind, long startNs, long endNs) {
    return new Phase(kind, new TimeInterval(startNs, endNs));
  }
}
