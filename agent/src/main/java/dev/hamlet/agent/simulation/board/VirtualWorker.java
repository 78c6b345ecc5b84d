package dev.hamlet.agent.simulation.board;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardLook.ClockKind;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.worker.EdgeConsumer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Pretends to execute models: inferences take the time that {@link InferenceModel} says, on the
 * board's clock, and load its cores meanwhile. From burst to burst that time differs by 0.4 %, from
 * inference to inference by 1 % (standard deviations).
 *
 * <p>Gaps are as a real worker makes them: 0 to a greatest one, after so much work.
 */
final class VirtualWorker implements ModelWorker {

  private static final double BURST_SPREAD = 0.004;
  private static final double INFERENCE_SPREAD = 0.01;
  private static final double LOAD_S_PER_BYTE = 1e-8;
  private static final long LOAD_NS = 20_000_000;
  private static final long STEP_NS = 2_000;
  private static final long LEAST_NS = 1_000;
  private static final int MOST_INFERENCES = 1_100_000;

  private final VirtualTime time;
  private final Board board;
  private final EdgeConsumer load;
  private final InferenceModel model;
  private final SplittableRandom random;
  private @Nullable LoadRequest loaded;
  private boolean alive = true;

  VirtualWorker(
      VirtualTime time,
      Board board,
      EdgeConsumer load,
      InferenceModel model,
      SplittableRandom random) {
    this.time = time;
    this.board = board;
    this.load = load;
    this.model = model;
    this.random = random;
  }

  @Override
  public long load(LoadRequest request) {
    loaded = request;
    long takesNs =
        LOAD_NS + Math.round(request.manifest().sizes().fileBytes() * LOAD_S_PER_BYTE * 1e9);
    busy(takesNs);
    return takesNs;
  }

  @Override
  public void warm(long leastDurationNs, int leastInferences) {
    busy(Math.max(leastDurationNs, Math.round(leastInferences * inferenceNs())));
  }

  @Override
  public BurstResult burst(BurstRequest request) {
    double usualNs = inferenceNs() * InferenceModel.factor(random, BURST_SPREAD);
    SplittableRandom gaps = new SplittableRandom(request.seed());
    Growing spans = new Growing();
    long startNs = time.monotonicNs();
    long nowNs = startNs;
    long workNs = 0;
    load.edge(nowNs, level());
    while (spans.size < Math.max(1, request.leastInferences())
        || spans.lastEndNs() - startNs < request.leastDurationNs()) {
      long endNs =
          nowNs
              + Math.max(
                  LEAST_NS, Math.round(usualNs * InferenceModel.factor(random, INFERENCE_SPREAD)));
      spans.add(nowNs, endNs);
      workNs += endNs - nowNs;
      nowNs = endNs + STEP_NS;
      if (request.greatestGapNs() > 0 && workNs >= request.workBeforeGapNs()) {
        load.edge(endNs, 0);
        nowNs = endNs + STEP_NS + gaps.nextLong(request.greatestGapNs() + 1);
        load.edge(nowNs, level());
        workNs = 0;
      }
      if (spans.size == MOST_INFERENCES) {
        break; // more than a trace holds: the trial says so
      }
    }
    long endNs = spans.lastEndNs();
    load.edge(Math.max(endNs, nowNs), 0);
    time.advanceTo(Math.max(endNs, nowNs));
    return new BurstResult(spans.toSpans(), startNs, endNs, 0);
  }

  @Override
  public int[] evaluate(InputSource source, int inputs) {
    ModelManifest manifest = request().manifest();
    int count =
        inputs == 0 ? source.manifest().count() : Math.min(inputs, source.manifest().count());
    busy(Math.round(count * inferenceNs()));
    return VirtualPredictions.of(source, count, manifest);
  }

  @Override
  public Map<String, String> describe() {
    return Map.of("inference", "simulated");
  }

  @Override
  public boolean alive() {
    return alive;
  }

  @Override
  public void close() {
    alive = false;
  }

  private void busy(long durationNs) {
    long endNs = time.monotonicNs() + durationNs;
    load.edge(time.monotonicNs(), level());
    load.edge(endNs, 0);
    time.advanceTo(endNs);
  }

  private double inferenceNs() {
    double clockHz =
        board.monitor().look().clocks().stream()
            .filter(clock -> clock.kind() == ClockKind.CPU)
            .mapToLong(ClockReading::hz)
            .max()
            .orElse(1);
    return model.inferenceNs(request().manifest().sizes(), request().threads(), cores(), clockHz);
  }

  private int level() {
    return model.levelMilli(request().threads(), cores());
  }

  private int cores() {
    String mode = board.powerMode();
    return board.cores().stream()
        .filter(known -> known.powerMode().equals(mode))
        .mapToInt(known -> known.of(PowerModeCores.ALL).size())
        .findFirst()
        .orElse(1);
  }

  private LoadRequest request() {
    if (loaded == null || !alive) {
      throw new WorkerException("nothing is loaded", false);
    }
    return loaded;
  }

  /** Spans whose number is not known before. */
  private static final class Growing {

    private long[] startsNs = new long[64];
    private long[] endsNs = new long[64];
    private int size;

    void add(long startNs, long endNs) {
      if (size == startsNs.length) {
        startsNs = Arrays.copyOf(startsNs, 2 * size);
        endsNs = Arrays.copyOf(endsNs, 2 * size);
      }
      startsNs[size] = startNs;
      endsNs[size++] = endNs;
    }

    long lastEndNs() {
      return endsNs[size - 1];
    }

    Spans toSpans() {
      return new Spans(Arrays.copyOf(startsNs, size), Arrays.copyOf(endsNs, size));
    }
  }
}
