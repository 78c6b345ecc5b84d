package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.EvaluationRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellDriverTest {

  private static final String BASE = "e-1/a/baseline";
  private static final String EIGHT = "e-1/a/eight";
  private final Bench bench = new Bench();

  @Test
  void wholeExperiment_everyCellConvergesAtMin() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");

    agent.evaluate();
    agent.runAll();

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.verdict(EIGHT).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FINISHED);
    assertThat(agent.ends).singleElement().matches(end -> !end.abort());
    assertThat(agent.acknowledged).hasSize((int) agent.lastReport());
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
    assertThat(bench.store.openLeases()).isEmpty();
  }

  @Test
  void experimentBeforeItsDevice_isLeasedWhenTheDeviceComes() {
    bench.submit("e-1", List.of("a"), "baseline");
    assertThat(bench.snapshot("e-1").waitingFor()).isEqualTo("device a is lost");

    FakeAgent agent = bench.agent("a", "s1").connect();

    assertThat(agent.grants).hasSize(1);
    assertThat(bench.snapshot("e-1").waitingFor()).isEmpty();
  }

  @Test
  void twoDevices_eachArtifactIsEvaluatedOnce() {
    FakeAgent one = bench.agent("a", "s1").connect();
    FakeAgent two = bench.agent("b", "s2").connect();
    bench.submit("e-1", List.of("a", "b"), "baseline", "eight");

    assertThat(one.lease().evaluations()).hasSize(2);
    assertThat(two.lease().evaluations()).isEmpty();
    one.evaluate();
    assertThat(bench.store.evaluations("e-1"))
        .extracting(EvaluationRecord::accuracy)
        .containsExactly(1.0, 1.0);
  }

  @Test
  void cellThatDoesNotConverge_stopsAtMax() {
    bench.measurer.latencySeconds(EIGHT, FakeMeasurer::wild);
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "eight");

    agent.runAll();

    assertThat(bench.verdict(EIGHT).state()).isEqualTo(VerdictState.NOT_CONVERGED);
    assertThat(bench.store.trials(EIGHT)).hasSize(Bench.POLICY.max());
  }

  @Test
  void convergedBaseline_goesOnWhileACellComparedToItDoes() {
    bench.measurer.latencySeconds(EIGHT, number -> number <= 4 ? FakeMeasurer.wild(number) : 0.01);
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight", "other");

    agent.runAll();

    assertThat(bench.store.trials(BASE)).hasSize(Bench.POLICY.max());
    assertThat(bench.store.trials("e-1/a/other")).hasSize(Bench.POLICY.min());
    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void secondExperiment_waitsForTheDevice() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.submit("e-2", List.of("a"), "baseline");
    assertThat(bench.snapshot("e-2").waitingFor()).isEqualTo("device a works on e-1");

    agent.runAll();

    assertThat(agent.lease().experimentId()).isEqualTo("e-2");
    agent.runAll();
    assertThat(bench.verdict("e-2/a/baseline").state()).isEqualTo(VerdictState.CONVERGED);
  }
}
