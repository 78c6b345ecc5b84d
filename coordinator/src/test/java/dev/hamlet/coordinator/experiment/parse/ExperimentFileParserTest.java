package dev.hamlet.coordinator.experiment.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.coordinator.experiment.file.Dispatch;
import dev.hamlet.coordinator.experiment.file.EnergyRails;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.InputChoice;
import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.RemoteWrite;
import dev.hamlet.coordinator.experiment.file.RetryLimits;
import dev.hamlet.coordinator.experiment.file.Timeouts;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ExperimentFileParserTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  @Test
  void demoExample_saysWhatTheDemoNeeds() throws IOException {
    ExperimentFile file = example("demo.yaml");

    assertThat(file.name()).isEqualTo("demo");
    assertThat(file.models())
        .containsExactly(entry("lenet", new ModelSource.Zoo("lenet", 1, Optional.empty())));
    assertThat(file.inputs()).isEqualTo(new InputChoice("digits-test", 1, 7, 0));
    assertThat(file.matrix().axes())
        .containsExactly(
            entry("model", List.of("lenet")),
            entry(
                "variant",
                List.of("baseline", "store_bits=8", "prune_weights=0.8", "prune_filters=0.5")),
            entry("runtime", List.of("tensorflow")),
            entry("threads", List.of("1")),
            entry("power_mode", List.of("MAXN")));
    assertThat(file.devices().match()).isEmpty();
    assertThat(file.devices().count()).isEmpty();
    assertThat(file.energyRails()).isEqualTo(EnergyRails.MODULE);
    assertThat(file.seed()).isEqualTo(42);
    assertThat(file.baselineVariant()).isEqualTo("baseline");
    assertThat(file.timeLimit()).contains(Duration.ofSeconds(150));
    assertThat(file.warnings()).isEmpty();
  }

  @Test
  void demoProfile_setsProtocolAndPolicyTogether() throws IOException {
    ExperimentFile file = example("demo.yaml");

    assertThat(file.protocol().profile()).isEqualTo("demo");
    assertThat(file.protocol().warmUp()).isEqualTo(Duration.ofMillis(100));
    assertThat(file.protocol().settle()).isEqualTo(Duration.ofMillis(20));
    assertThat(file.protocol().idle()).isEqualTo(Duration.ofMillis(200));
    assertThat(file.protocol().burst()).isEqualTo(Duration.ofMillis(200));
    assertThat(file.protocol().burstInferences()).isEqualTo(20);
    assertThat(file.protocol().guard()).isEqualTo(Duration.ofMillis(20));
    assertThat(file.protocol().seed()).isEqualTo(42);
    assertThat(file.trials().min()).isEqualTo(10);
    assertThat(file.trials().max()).isEqualTo(60);
    assertThat(file.trials().visit()).isEqualTo(1);
    assertThat(file.trials().halfWidthRatio()).isEqualTo(0.05);
    assertThat(file.trials().metrics())
        .containsExactlyInAnyOrder(StoppingMetric.LATENCY, StoppingMetric.NET_ENERGY);
  }

  @Test
  void quickExample_overridesItsProfile() throws IOException {
    ExperimentFile file = example("quick.yaml");

    assertThat(file.trials().min()).isEqualTo(10);
    assertThat(file.trials().max()).isEqualTo(40);
    assertThat(file.trials().halfWidthRatio()).isEqualTo(0.03);
    assertThat(file.protocol().burst()).isEqualTo(Duration.ofSeconds(2));
    assertThat(file.energyRails()).isEqualTo(EnergyRails.MODULE);
    assertThat(file.devices().match()).containsExactly(entry("board", "tx2"));
    assertThat(file.devices().count()).hasValue(1);
    assertThat(file.inputs().evaluateCount()).isEqualTo(1000);
    assertThat(file.matrix().axes().get("variant"))
        .containsExactly(
            "baseline",
            "store_bits=4",
            "prune_filters=0.5+fine_tune=steps:200;seed:1",
            "prune_weights=0.8+store_bits=8");
    assertThat(file.matrix().exclude())
        .containsExactly(Map.of("variant", "store_bits=4", "threads", "2"));
    assertThat(file.matrix().variants().values())
        .extracting(VariantSpec::compression)
        .contains("prune_weights: 0.8, store_bits: 8");
  }

  @Test
  void everySectionOfTheDesign_isRead() {
    ExperimentFile file =
        ExperimentFileParser.parse(
            "design.yaml",
            """
            apiVersion: hamlet/v1
            kind: Experiment
            metadata: {name: to-compress-tx2, owner: mia}
            models:
              vgg16: {file: models/vgg16.onnx, variants: {tuned50: models/vgg16-p50-tuned.onnx}}
              lenet: {zoo: lenet, seed: 1, steps: 300}
            inputs: {set: digits-test, measure: {count: 3, seed: 7}, evaluate: {count: all}}
            matrix:
              model: [vgg16, lenet]
              variant: [baseline, tuned50, {prune_filters: 0.50}]
              runtime: [tensorflow]
              threads: [1, 2]
              power_mode: [MAXN, MAXQ]
              batch: [1, 8]
              exclude: [{model: lenet, variant: tuned50}]
              include: [{model: lenet, note: small}]
            devices: {match: {board: tx2}, run_on: 2}
            energy_rails: [VDD_IN, VDD_SYS_GPU]
            trials: {min: 10, max: 60, visit: 2, ci: {level: 0.9, width: 0.1, of: full, absolute_width_joules: 0.002, metrics: [latency]}}
            warm_up: {seconds: 1.5, inferences: 7}
            idle: {seconds: 3}
            burst: {seconds: 2, inferences: 30}
            gate: {temperature_within_c: 3.5, foreign_cpu_max: 0.05, abort_above_c: 85, timeout: 10m}
            order: {seed: -42}
            compare_to: {threads: 1}
            profile: paper
            retry: {infrastructure: 3, invalid: 1}
            timeouts: {trial: 90s, cell: 2h, experiment: 12h}
            priority: -5
            max_parallel: 4
            export: {remote_write: {url: "http://prometheus:9090/api/v1/write", rails: [VDD_IN]}}
            """);
    assertThat(file.remoteWrite())
        .contains(new RemoteWrite("http://prometheus:9090/api/v1/write", List.of("VDD_IN")));

    assertThat(file.models().get("vgg16"))
        .isEqualTo(
            new ModelSource.OnFile(
                "models/vgg16.onnx", Map.of("tuned50", "models/vgg16-p50-tuned.onnx")));
    assertThat(file.models().get("lenet"))
        .isEqualTo(new ModelSource.Zoo("lenet", 1, Optional.of(300)));
    assertThat(file.matrix().axes().get("batch")).containsExactly("1", "8");
    assertThat(file.matrix().axes().get("variant")).contains("prune_filters=0.5");
    assertThat(file.matrix().include()).containsExactly(Map.of("model", "lenet", "note", "small"));
    assertThat(file.energyRails().word()).isEqualTo("VDD_IN+VDD_SYS_GPU");
    assertThat(file.devices().count()).hasValue(2);
    assertThat(file.trials().widthOf()).isEqualTo(WidthOf.FULL);
    assertThat(file.trials().halfWidthRatio()).isEqualTo(0.05);
    assertThat(file.trials().level()).isEqualTo(0.9);
    assertThat(file.trials().absoluteWidthJoules()).isEqualTo(0.002);
    assertThat(file.trials().halfWidthJoules()).isEqualTo(0.001);
    assertThat(file.trials().metrics()).containsExactly(StoppingMetric.LATENCY);
    assertThat(file.protocol().profile()).isEqualTo("paper");
    assertThat(file.protocol().warmUp()).isEqualTo(Duration.ofMillis(1500));
    assertThat(file.protocol().warmUpInferences()).isEqualTo(7);
    assertThat(file.protocol().idle()).isEqualTo(Duration.ofSeconds(3));
    assertThat(file.protocol().burst()).isEqualTo(Duration.ofSeconds(2));
    assertThat(file.protocol().burstInferences()).isEqualTo(30);
    assertThat(file.protocol().temperatureWithinC()).isEqualTo(3.5);
    assertThat(file.protocol().gateTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(file.seed()).isEqualTo(-42);
    assertThat(file.compareTo()).containsOnly(entry("variant", "baseline"), entry("threads", "1"));
    assertThat(file.protocol().gate().foreignCpuMax()).hasValue(0.05);
    assertThat(file.protocol().gate().abortAboveC()).hasValue(85);
    assertThat(file.retry()).isEqualTo(new RetryLimits(3, OptionalInt.of(1)));
    assertThat(file.timeouts())
        .isEqualTo(
            new Timeouts(
                Optional.of(Duration.ofSeconds(90)),
                Optional.of(Duration.ofHours(2)),
                Optional.of(Duration.ofHours(12))));
    assertThat(file.timeLimit()).contains(Duration.ofHours(12));
    assertThat(file.protocol().trialTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(file.dispatch()).isEqualTo(new Dispatch(-5, OptionalInt.of(4)));
    assertThat(file.warnings()).isEmpty();
  }

  @Test
  void smallestFile_getsEveryDefault() {
    ExperimentFile file =
        ExperimentFileParser.parse(
            "small.yaml",
            """
            apiVersion: hamlet/v1
            kind: Experiment
            metadata: {name: small}
            models: {a: {zoo: lenet}, b: {zoo: lenet, seed: 2}}
            inputs: {set: digits-test}
            matrix: {variant: {store_bits: 8}}
            """);

    assertThat(file.matrix().axes())
        .containsOnly(
            entry("model", List.of("a", "b")),
            entry("variant", List.of("store_bits=8")),
            entry("runtime", List.of("tensorflow")),
            entry("threads", List.of("1")),
            entry("power_mode", List.of("MAXN")));
    assertThat(file.owner()).isEmpty();
    assertThat(file.protocol().profile()).isEqualTo("quick");
    assertThat(file.energyRails()).isEqualTo(EnergyRails.MODULE);
    assertThat(file.retry()).isEqualTo(RetryLimits.DEFAULT);
    assertThat(file.timeouts()).isEqualTo(Timeouts.NONE);
    assertThat(file.dispatch()).isEqualTo(Dispatch.DEFAULT);
  }

  private static ExperimentFile example(String name) throws IOException {
    return ExperimentFileParser.parse(name, Files.readString(EXAMPLES.resolve(name)));
  }
}
