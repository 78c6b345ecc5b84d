package dev.hamlet.coordinator.experiment.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class ExperimentSchemaTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "experiment.schema.json");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ExperimentSchema.json());
  private static final String GOOD =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: good, owner: mia}
      models: {lenet: {zoo: lenet, seed: 1}}
      inputs: {set: digits-test}
      matrix: {model: [lenet], threads: [1, 2], optimizer: ["on", "off"]}
      """;

  @Test
  void document_isWhatTheParserIsMadeOf() throws IOException {
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.writeString(DOCUMENT, ExperimentSchema.json());
    }
    assertThat(DOCUMENT)
        .as("write it anew with -Dhamlet.docs.write=true")
        .hasContent(ExperimentSchema.json());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isValid(Path example) throws IOException {
    String text = Files.readString(example);

    assertThat(messages(text)).isEmpty();
    assertThat(ExperimentFileParser.parse(example.toString(), text).name()).isNotEmpty();
  }

  @Test
  void goodFile_isValid() {
    assertThat(messages(GOOD)).isEmpty();
    assertThat(ExperimentFileParser.parse("good.yaml", GOOD).name()).isEqualTo("good");
  }

  /** Each line is added to a good file, or replaces its line of the same key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: hamlet/v2",
        "kind: Trial",
        "metadata: {owner: mia}",
        "metadata: {name: a/b}",
        "metadata: {name: 5}",
        "models: {lenet: {seed: 1}}",
        "models: {lenet: {zoo: lenet, file: f.onnx}}",
        "models: {lenet: {zoo: lenet, seed: -1}}",
        "models: {le net: {zoo: lenet}}",
        "inputs: {}",
        "inputs: {set: s, measure: {count: 0}}",
        "inputs: {set: s, evaluate: {count: some}}",
        "matrix: {}",
        "matrix: {runtime: [tensorflw]}",
        "matrix: {threads: [two]}",
        "matrix: {threads: []}",
        "matrix: {Batch Size: [1]}",
        "matrix: {variant: [{store_bit: 8}]}",
        "matrix: {variant: [{store_bits: 80}]}",
        "matrix: {variant: [{}]}",
        "matrix: {threads: [1], exclude: {threads: 1}}",
        "devices: {run_on: sometimes}",
        "devices: {run_on: 0}",
        "energy_rails: modul",
        "profile: fast",
        "trials: {min: 1}",
        "trials: {ci: {of: quarter}}",
        "trials: {ci: {metrics: [latncy]}}",
        "trials: {ci: {level: 95}}",
        "warm_up: {seconds: 0}",
        "burst: {seconds: -1}",
        "burst: {secnds: 1}",
        "gate: {timeout: 10}",
        "gate: {abort_above_c: 500}",
        "overrides: [{set: {idle: {seconds: 1}}}]",
        "overrides: [{where: {threads: 1}, set: {power: 1}}]",
        "retry: {infrastructure: -1}",
        "timeouts: {queue: 1h}",
        "timeouts: {trial: soon}",
        "time_limit: 5",
        "priority: high",
        "max_parallel: 0",
        "reuse: maybe",
        "order: {seed: abc}",
        "compare_to: [variant]",
        "colour: red"
      })
  void whatTheSchemaRefuses_theParserRefusesToo(String line) {
    String key = line.substring(0, line.indexOf(':') + 1);
    String text =
        GOOD.lines().filter(one -> !one.startsWith(key)).reduce("", (a, b) -> a + b + "\n")
            + line
            + "\n";

    assertThat(messages(text)).isNotEmpty();
    assertThatThrownBy(() -> ExperimentFileParser.parse("bad.yaml", text))
        .isInstanceOf(InvalidInputException.class);
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && !several(file))
          .sorted()
          .toList();
    }
  }

  private static boolean several(Path file) {
    return file.endsWith("several.yaml");
  }

  private static Set<ValidationMessage> messages(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode node = new ObjectMapper().valueToTree(tree);
    return SCHEMA.validate(node);
  }
}
