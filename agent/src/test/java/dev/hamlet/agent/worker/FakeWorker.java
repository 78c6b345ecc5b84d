package dev.hamlet.agent.worker;

import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.ManualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker that computes nothing and takes time on a manual clock. */
public final class FakeWorker implements ModelWorker {

  /** Duration of every inference. */
  public static final long INFERENCE_NS = 5_000_000;

  private final ManualClock clock;
  private final List<String> calls = new ArrayList<>();
  private final List<BurstRequest> bursts = new ArrayList<>();
  private final Deque<Long> paces = new ArrayDeque<>();
  private @Nullable WorkerException nextLoad;
  private @Nullable WorkerException nextBurst;
  private long stampShiftNs;
  private int fewerInferences;
  private boolean closed;

  /** A worker on a clock. */
  public FakeWorker(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public long load(LoadRequest request) {
    call("load " + request.manifest().variant());
    if (nextLoad != null) {
      throw nextLoad;
    }
    clock.advanceNs(40_000_000);
    return 40_000_000;
  }

  @Override
  public void warm(long leastDurationNs, int leastInferences) {
    call("warm");
    clock.advanceNs(leastDurationNs);
  }

  @Override
  public BurstResult burst(BurstRequest request) {
    call("burst");
    bursts.add(request);
    if (nextBurst != null) {
      throw nextBurst;
    }
    long inferenceNs = paces.isEmpty() ? INFERENCE_NS : paces.remove();
    int count =
        (int) Math.max(request.leastInferences(), request.leastDurationNs() / inferenceNs)
            - fewerInferences;
    long startNs = clock.monotonicNs();
    long[] starts = new long[count];
    long[] ends = new long[count];
    for (int i = 0; i < count; i++) {
      starts[i] = startNs + i * inferenceNs + stampShiftNs;
      ends[i] = starts[i] + inferenceNs;
    }
    clock.advanceNs(count * inferenceNs);
    return new BurstResult(
        new Spans(starts, ends), startNs + stampShiftNs, clock.monotonicNs() + stampShiftNs, 3);
  }

  @Override
  public int[] evaluate(InputSource source, int inputs) {
    call("evaluate " + inputs);
    int[] predictions = new int[inputs == 0 ? source.manifest().count() : inputs];
    java.util.Arrays.fill(predictions, 1);
    return predictions;
  }

  @Override
  public boolean alive() {
    return !closed;
  }

  @Override
  public void close() {
    calls.add("close");
    closed = true;
  }

  /** What was asked of it, in order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The bursts it was asked for. */
  public List<BurstRequest> bursts() {
    return List.copyOf(bursts);
  }

  /** Every load fails so. */
  public void failLoads(WorkerException failure) {
    nextLoad = failure;
  }

  /** Every burst fails so. */
  public void failBursts(WorkerException failure) {
    nextBurst = failure;
  }

  /** It stamps on another clock. */
  public void shiftStamps(long byNs) {
    stampShiftNs = byNs;
  }

  /** It runs fewer inferences than asked for. */
  public void runFewer(int inferences) {
    fewerInferences = inferences;
  }

  private void call(String what) {
    if (closed) {
      throw new WorkerException("a closed worker was asked to " + what, false);
    }
    calls.add(what);
  }
}
