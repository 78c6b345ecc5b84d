package dev.hamlet.coordinator.cell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExperimentTermsTest {

  private static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: terms}
      models: {lenet: {zoo: lenet}}
      inputs: {set: digits-test}
      matrix: {variant: [baseline]}
      profile: demo
      """;

  @Test
  void askedForOnSomeBoards_theOthersDoNotStandIn() {
    assertThat(mayGoToB("devices: {run_on: one}\n", Set.of())).isTrue();
    assertThat(mayGoToB("devices: {run_on: one}\n", Set.of("a"))).isFalse();
    assertThat(mayGoToB("devices: {run_on: one}\n", Set.of("a", "b"))).isTrue();
  }

  @Test
  void everyBoard_measuresItsOwn() {
    assertThat(mayGoToB("", Set.of())).isFalse();
  }

  private static boolean mayGoToB(String more, Set<String> asked) {
    ExperimentRecord record =
        ExperimentRecord.submitted("e-1", "s-1", "terms", "", "f.yaml", FILE + more, 42, "cc", 1)
            .on(asked);
    return ExperimentTerms.of(
            ExperimentFileParser.parse(record.fileName(), record.fileText()), record::mayRunOn)
        .substitutes()
        .may(device("a"), device("b"));
  }

  private static DeviceRecord device(String name) {
    return new DeviceRecord(
        name,
        "tx2",
        Map.of(),
        true,
        "host-" + name,
        "boot",
        "session",
        "0.1.0",
        "Linux",
        "17",
        4,
        List.of(
            new SensorGroup(
                "s",
                "g",
                "twin",
                true,
                1000,
                1190,
                0,
                0,
                List.of(new Rail("VDD_IN", RailScope.SUPPLY, 0.0765)))),
        List.of("tensorflow"),
        List.of("MAXN"),
        "idle",
        1,
        1);
  }
}
