package dev.hamlet.agent.simulation.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.hamlet.agent.trial.Protocols;
import dev.hamlet.agent.trial.TrialEnd;
import dev.hamlet.agent.trial.TrialSpec;
import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorker.InputSource;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.TimeInterval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualBoardTest {

  private static final long START_NS = 5_000_000_000L;
  private static final TensorSpec TENSOR = new TensorSpec("x", List.of(1, 4), "float32");

  private final List<SampleBatch> batches = new ArrayList<>();

  @Test
  void trial_takesItsPhasesOfTheBoardsTimeAndIsCoveredBySamples() throws InterruptedException {
    VirtualBoard board = new VirtualBoard(1, List.of("VDD_IN"), START_NS);

    TrialEnd end = trial(board);

    assertThat(end.outcome()).as(end.reason()).isEqualTo(TrialOutcome.MEASURED);
    TrialTrace trace = end.trace().orElseThrow();
    assertThat(seconds(trace, PhaseKind.IDLE_BEFORE)).isEqualTo(0.5);
    assertThat(seconds(trace, PhaseKind.BURST)).isBetween(1.0, 1.1);
    assertThat(seconds(trace, PhaseKind.IDLE_AFTER)).isEqualTo(0.5);
    SampleBatch last = batches.get(batches.size() - 1);
    long coveredNs = last.monotonicNs()[last.size() - 1] - board.group().lagNs();
    assertThat(coveredNs)
        .isGreaterThanOrEqualTo(trace.phase(PhaseKind.IDLE_AFTER).orElseThrow().interval().endNs());
    assertThat(batches.get(0).monotonicNs()[0])
        .isLessThan(trace.phase(PhaseKind.IDLE_BEFORE).orElseThrow().interval().startNs());
  }

  @Test
  void samples_areCountedWithoutLoss() throws InterruptedException {
    VirtualBoard board = new VirtualBoard(1, List.of("VDD_IN"), START_NS);

    trial(board);

    SamplingCounters counters = batches.get(batches.size() - 1).counters();
    assertThat(counters.due()).isEqualTo(counters.taken() + counters.notReady());
    assertThat(batches.stream().mapToLong(SampleBatch::size).sum()).isEqualTo(counters.taken());
  }

  @Test
  void burst_drawsMorePowerThanIdle() throws InterruptedException {
    VirtualBoard board = new VirtualBoard(1, List.of("VDD_IN"), START_NS);

    TrialTrace trace = trial(board).trace().orElseThrow();

    double idle = meanMilliwatts(trace.phase(PhaseKind.IDLE_BEFORE).orElseThrow().interval());
    double busy = meanMilliwatts(trace.phase(PhaseKind.BURST).orElseThrow().interval());
    // one core: 1.25 W and its share of memory, SoC and module, less the gaps
    assertThat(busy - idle).isBetween(800.0, 2_500.0);
  }

  @Test
  void boards_differWithTheirSeedAndOnlyWithIt() {
    assertThat(InferenceModel.ofBoard(1)).isEqualTo(InferenceModel.ofBoard(1));
    assertThat(InferenceModel.ofBoard(1)).isNotEqualTo(InferenceModel.ofBoard(2));
  }

  @Test
  void latency_followsTheStatedModel() {
    InferenceModel mean = new InferenceModel(1, 1);
    ModelSizes sizes = new ModelSizes(1, 1, 16_000_000, 6_000_000, 1);

    // 60 us + 16e6 / 1.6e9 s + 6e6 / 6e9 s
    assertThat(mean.inferenceNs(sizes, 1, 6, 2.0352e9)).isCloseTo(11.06e6, offset(1.0));
    // two threads: speed-up 1 / (0.15 + 0.425); half the clock: half as fast
    assertThat(mean.inferenceNs(sizes, 2, 6, 2.0352e9 / 2))
        .isCloseTo(0.06e6 + 20e6 * 0.575 + 1e6, offset(1.0));
    // more threads than cores gain nothing
    assertThat(mean.inferenceNs(sizes, 8, 2, 2.0352e9))
        .isEqualTo(mean.inferenceNs(sizes, 2, 2, 2.0352e9));
    assertThat(mean.levelMilli(1, 6)).isEqualTo(1_000);
  }

  private TrialEnd trial(VirtualBoard board) throws InterruptedException {
    ModelWorker worker = board.start("tensorflow");
    ModelSizes sizes = new ModelSizes(1, 1, 2_000_000, 100_000, 1);
    ModelManifest manifest =
        new ModelManifest(
            "cnn", "baseline", "none", "tensorflow", "m", TENSOR, TENSOR, 4, sizes, Map.of());
    InputSource input =
        new InputSource(Path.of("."), new InputSetManifest("digits", 1, TENSOR, 4, Map.of()));
    worker.load(new LoadRequest(Path.of("."), manifest, 1, input, 0, Map.of()));
    TrialSpec spec =
        new TrialSpec(
            1, Protocols.cell("baseline", "a", "i"), 1, "MAXN", List.of(), Protocols.demo());
    return board.trials(batches::add, state -> {}).run(spec, worker, () -> false);
  }

  private static double seconds(TrialTrace trace, PhaseKind kind) {
    TimeInterval interval = trace.phase(kind).orElseThrow().interval();
    return (interval.endNs() - interval.startNs()) / 1e9;
  }

  private double meanMilliwatts(TimeInterval within) {
    long sum = 0;
    int count = 0;
    for (SampleBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        long ns = batch.monotonicNs()[i];
        if (ns > within.startNs() + 5_000_000 && ns < within.endNs()) {
          sum += batch.values()[0][i];
          count++;
        }
      }
    }
    return (double) sum / count;
  }
}
