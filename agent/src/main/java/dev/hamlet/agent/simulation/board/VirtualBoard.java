package dev.hamlet.agent.simulation.board;

import dev.hamlet.agent.batch.BatchSink;
import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.agent.sensor.twin.VirtualTwin;
import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.agent.trial.HostLock;
import dev.hamlet.agent.trial.TrialRunner;
import dev.hamlet.agent.trial.TrialSite;
import dev.hamlet.agent.trial.TrialState;
import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorkers;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.MonotonicClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A simulated board and everything on it that takes virtual time. It outlives its agent: one that
 * crashed finds the same board, as warm as it was.
 *
 * <p>Threads: one at a time, but for {@link #board} and {@link #clock}.
 */
public final class VirtualBoard implements ModelWorkers {

  private static final Path NOWHERE = Path.of("/nonexistent");
  private static final Set<String> RUNTIMES = Set.of("tensorflow", "tflite", "onnx", "process");
  private static final HostLock ALONE = (deadlineNs, abort) -> () -> {};

  private final VirtualTime time;
  private final VirtualTwin twin;
  private final InferenceModel model;
  private final SplittableRandom random;

  /**
   * A board that is idle.
   *
   * @param seed what makes it differ from others
   * @param rails names of the rails that are read
   * @param startNs its clock at the start, in ns
   */
  public VirtualBoard(long seed, List<String> rails, long startNs) {
    this.time = new VirtualTime(startNs);
    this.twin = VirtualTwin.create(seed, rails, time);
    this.model = InferenceModel.ofBoard(seed);
    this.random = new SplittableRandom(~seed);
  }

  /** Its power modes, temperatures and clocks; any thread. */
  public Board board() {
    return twin.board();
  }

  /** Its clock, which stands still while it does nothing; any thread. */
  public MonotonicClock clock() {
    return time;
  }

  /** Lets it stand idle until a moment of its clock; does nothing if that has passed. */
  public void restUntil(long monotonicNs) {
    time.advanceTo(monotonicNs);
  }

  /** What its sensor reads. */
  public SensorGroup group() {
    return twin.sensor().group();
  }

  /** All that a simulated worker can pretend to be. */
  @Override
  public Set<String> runtimes() {
    return RUNTIMES;
  }

  @Override
  public ModelWorker start(String runtime) {
    return new VirtualWorker(time, twin.board(), twin.load(), model, random.split());
  }

  /** The host lock of a board that has its host for itself. */
  public HostLock lock() {
    return ALONE;
  }

  /**
   * Runs trials in virtual time, for one life of the agent.
   *
   * @param samples takes what is sampled during them
   * @param observer told of every state that a trial enters
   */
  public TrialRunner trials(BatchSink samples, Consumer<TrialState> observer) {
    VirtualSampler sampler = new VirtualSampler(twin.sensor(), time, samples);
    TrialSite site =
        new TrialSite(twin.board(), ALONE, time, time, new ForeignLoad(NOWHERE, 0, time), time);
    return new TrialRunner(
        site,
        GapPlan.of(group()),
        state -> {
          entered(state, sampler);
          observer.accept(state);
        });
  }

  private void entered(TrialState state, VirtualSampler sampler) {
    switch (state) {
      case SETTLE -> sampler.begin();
      case GATE, WARM_UP, IDLE_BEFORE, BURST, GUARD, IDLE_AFTER -> {
        // it samples, or does not yet
      }
      case MEASURED, INVALID, FAILED -> {
        time.advanceTo(time.monotonicNs() + group().lagNs() + 2 * VirtualSampler.PERIOD_NS);
        sampler.end();
      }
    }
  }
}
