package dev.hamlet.coordinator.experiment.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of mistake in a file, with the exact place of each. */
final class BadExperimentFileTest {

  private static final String GOOD =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: good, owner: mia}
      models:
        lenet: {zoo: lenet, seed: 1}
        vgg: {file: vgg.onnx, variants: {tuned: t.onnx}}
      inputs: {set: digits-test}
      matrix:
        model: [lenet, vgg]
        variant: [baseline, {store_bits: 8}]
        runtime: [tensorflow]
        threads: [1, 2]
        power_mode: [MAXN]
      """;

  /** Replaces one line (from 1) of a good file, or appends one; then one problem is expected. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1  | apiVersion: hamlet/v2              | 1:13  | unknown apiVersion "hamlet/v2": did you mean "hamlet/v1"?
          2  | kind: Trial                        | 2:7   | unknown kind "Trial": there is Experiment
          3  | metadata: {name: good, onwer: m}   | 3:24  | unknown key "onwer" in metadata: did you mean "owner"?
          3  | metadata: {owner: mia}             | 3:11  | metadata needs the key "name"
          3  | metadata: {name: 5}                | 3:18  | name must be a text: put 5 in quotes
          3  | metadata: {name: "a/b"}            | 3:18  | name must be 1 to 100 letters
          3  | metadata: good                     | 3:11  | metadata must be a map, not "good"
          5  | `  lenet: {zoo: lenet, sede: 1}`   | 5:23  | unknown key "sede" in model lenet: did you mean "seed"?
          5  | `  lenet: {seed: 1}`               | 5:10  | a model needs either "zoo" or "file"
          5  | `  lenet: {zoo: lenet, seed: x}`   | 5:29  | seed must be a whole number from 0
          5  | `  lenet: {zoo: lenet, seed: 1.5}` | 5:29  | seed must be a whole number from 0
          7  | inputs: {}                         | 7:9   | inputs needs the key "set"
          7  | inputs: {set: s, measure: {count: 0}} | 7:35 | count of measured inputs must be a whole number from 1 to 1000, not 0
          7  | inputs: {set: s, evaluate: {count: al}} | 7:36 | count of evaluated inputs (or the word all) must be a whole number
          9  | `  model: [lenet, vgg16x]`         | 9:18  | unknown model "vgg16x": there is lenet, vgg
          9  | `  model: [lnet, vgg]`             | 9:11  | unknown model "lnet": did you mean "lenet"?
          9  | `  model: []`                      | 9:10  | axis model is empty
          9  | `  model:`                         | 9:9   | axis model must be a list, not empty
          9  | `  model: [lenet, lenet]`          | 9:18  | axis model has "lenet" twice
          10 | `  variant: [{store_bit: 8}]`      | 10:14 | unknown compression "store_bit": did you mean "store_bits"?
          10 | `  variant: [{int8_full: 8}]`      | 10:14 | the compression int8_full is not available in this version
          10 | `  variant: [{store_bits: 80}]`    | 10:26 | store_bits must be a whole number from 2 to 16, not 80
          10 | `  variant: [{prune_weights: 1.0}]` | 10:29 | prune_weights must be a share from 0 to below 1, for instance 0.5, not 1.0
          10 | `  variant: [{prune_filters: half}]` | 10:29 | prune_filters must be a share from 0 to below 1, for instance 0.5, not "half"
          10 | `  variant: [{fine_tune: {seed: 1}}]` | 10:25 | fine_tune needs the key "steps"
          10 | `  variant: [{}]`                  | 10:13 | a variant without a compression is written baseline
          10 | `  variant: [baseline, tuned]`     | 10:23 | model lenet has no variant "tuned"
          10 | `  variant: [{store_bits: 8}, {store_bits: 8}]` | 10:30 | axis variant has "store_bits=8" twice
          11 | `  runtime: [tensorflw]`           | 11:13 | unknown runtime "tensorflw": did you mean "tensorflow"?
          12 | `  threads: [1, two]`              | 12:16 | threads must be a whole number from 1 to 1024, not "two"
          12 | `  thread: [1, 2]`                 | 12:3  | unknown axis "thread" in matrix: did you mean "threads"?
          12 | `  Batch Size: [1, 2]`             | 12:3  | unknown axis "Batch Size" in matrix: your own axes are
          13 | `  exclude: [{modle: vgg}]`        | 13:14 | unknown axis "modle" in exclude: did you mean "model"?
          13 | `  exclude: [{model: vg}]`         | 13:21 | unknown model "vg": there is lenet, vgg
          13 | `  exclude: [{threads: 3}]`        | 13:23 | axis threads has no "3": there is 1, 2
          13 | `  exclude: [{}]`                  | 13:13 | an entry without a value matches everything
          13 | `  exclude: [{model: vgg}, {model: lenet}]` | 9:3 | matrix has no point left
          13 | `  include: [{threads: 4}]`        | 13:13 | this entry of include is a new point, so it needs a value for model
          14 | devises: {match: {}}               | 14:1  | unknown key "devises" in the file: did you mean "devices"?
          14 | devices: {run_on: sometimes}       | 14:19 | unknown word for run_on, which takes a number as well, "sometimes": there is every, one
          14 | devices: {run_on: 0}               | 14:19 | run_on must be a whole number from 1 to 10000, not 0
          14 | devices: {match: [tx2]}            | 14:18 | match must be a map, not a list
          14 | energy_rails: modul                | 14:15 | unknown energy_rails "modul": did you mean "module"?
          14 | energy_rails: []                   | 14:15 | energy_rails is empty
          14 | profile: dmo                       | 14:10 | unknown profile "dmo": did you mean "demo"?
          14 | trials: {min: 20, max: 10}         | 14:24 | max is 10 but min is 20
          14 | trials: {min: 1}                   | 14:15 | min must be a whole number from 2 to 100000, not 1
          14 | trials: {ci: {of: quarter}}        | 14:19 | unknown word for the width "quarter": there is full, half
          14 | trials: {ci: {metrics: [latncy]}}  | 14:25 | unknown metric "latncy": did you mean "latency"?
          14 | trials: {ci: {level: 95}}          | 14:22 | level must be a number above 0 and below 1, not 95
          14 | burst: {seconds: -1}               | 14:18 | seconds must be a number of seconds above 0 and up to 86400, not -1
          14 | burst: {secnds: 1}                 | 14:9  | unknown key "secnds" in burst: did you mean "seconds"?
          14 | gate: {timeout: 10}                | 14:17 | timeout must be a duration with its unit, for instance 2m
          14 | time_limit: soon                   | 14:13 | time_limit must be a duration with its unit, for instance 2m
          14 | timeouts: {trial: 5}               | 14:19 | trial must be a duration with its unit
          14 | timeouts: {queue: 5m}              | 14:12 | unknown key "queue" in timeouts: there is cell, experiment, trial
          14 | retry: {infrastructure: -1}        | 14:25 | infrastructure must be a whole number from 0 to 100, not -1
          14 | priority: high                     | 14:11 | priority must be a whole number from -1000 to 1000, not "high"
          14 | max_parallel: 0                    | 14:15 | max_parallel must be a whole number from 1 to 100000, not 0
          14 | overrides: {}                      | 14:12 | overrides must be a list, not a map
          14 | overrides: [{set: {idle: {seconds: 1}}}] | 14:13 | an entry of overrides needs the key "where"
          14 | overrides: [{where: {modl: lenet}, set: {idle: {seconds: 1}}}] | 14:22 | unknown axis "modl" in where: did you mean "model"?
          14 | overrides: [{where: {threads: 8}, set: {idle: {seconds: 1}}}] | 14:31 | axis threads has no "8": there is 1, 2
          14 | overrides: [{where: {threads: 1}, set: {}}] | 14:40 | set is empty
          14 | overrides: [{where: {threads: 1}, set: {power: 1}}] | 14:41 | unknown key "power" in set: there is burst, gate, idle, trials, warm_up
          14 | overrides: [{where: {threads: 1}, set: {trials: {max: 3}}}] | 14:55 | max is 3 but min is 10
          14 | order: {seed: abc}                 | 14:15 | seed must be a whole number
          14 | compare_to: {variant: tuned}       | 14:23 | the matrix has no variant "tuned"
          14 | compare_to: {varient: baseline}    | 14:14 | unknown key "varient" in compare_to: did you mean "variant"?
          14 | kind: Experiment                   | 14:1  | the key "kind" stands twice in the file
          """)
  void oneMistake_isOneProblemAtItsPlace(int line, String text, String place, String message) {
    List<Problem> problems = problems(withLine(line, text));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).place()).isEqualTo("bad.yaml:" + place);
    assertThat(problems.get(0).message()).startsWith(message).doesNotContain("\n");
  }

  @Test
  void goodFile_hasNoProblem() {
    assertThat(ExperimentFileParser.parse("good.yaml", GOOD).name()).isEqualTo("good");
  }

  @Test
  void everyMistakeOfAFile_isFoundAtOnceInItsOrder() {
    List<Problem> problems =
        problems(
            """
            apiVersion: hamlet/v1
            kind: Experiment
            models:
              lenet: {zoo: lenet, sede: 1}
            matrix:
              model: [lenet, alexnet]
              variant: [baseline, {cluster: 16}]
              thread: [1]
            profile: fast
            colour: red
            """);

    assertThat(problems)
        .extracting(Problem::place)
        .containsExactly(
            "bad.yaml:1:1",
            "bad.yaml:1:1",
            "bad.yaml:4:23",
            "bad.yaml:6:18",
            "bad.yaml:7:24",
            "bad.yaml:8:3",
            "bad.yaml:9:10",
            "bad.yaml:10:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "- a\n- b\n", "just text\n"})
  void fileThatIsNoMap_isOneProblem(String text) {
    assertThat(problems(text)).hasSize(1);
  }

  @Test
  void brokenYaml_isOneProblemAtItsPlace() {
    List<Problem> problems = problems("apiVersion: hamlet/v1\nkind: [Experiment\nmetadata: {}\n");

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).place()).matches("bad\\.yaml:[23]:\\d+");
    assertThat(problems.get(0).message()).startsWith("not YAML: ").doesNotContain("\n");
  }

  @Test
  void productBeyondTheBound_isAProblemAtTheMatrix() {
    String values = IntStream.range(0, 1000).boxed().toList().toString();
    String text = withLine(13, "  power_mode: [MAXN]\n  a: " + values + "\n  b: " + values + "\n");

    assertThat(problems(text))
        .containsExactly(
            new Problem("bad.yaml:9:3", "matrix has more than 1000000 points: take values out"));
  }

  @Test
  void axisBeyondTheBound_isAProblem() {
    String values = IntStream.range(0, 100_001).boxed().toList().toString();

    assertThat(problems(withLine(13, "  batch: " + values)))
        .containsExactly(new Problem("bad.yaml:13:10", "axis batch has more than 100000 elements"));
  }

  @Test
  void fileBeyondTheBound_isAProblem() {
    String text = GOOD + "# " + "x".repeat(ExperimentFileParser.LONGEST_FILE);

    assertThat(problems(text)).hasSize(1);
  }

  @Test
  void mapInItself_isRefusedNotFollowed() {
    assertThat(problems("&a\napiVersion: hamlet/v1\nkind: Experiment\nmodels: *a\n")).isNotEmpty();
  }

  private static String withLine(int line, String text) {
    List<String> lines = new ArrayList<>(GOOD.lines().toList());
    if (line <= lines.size()) {
      lines.set(line - 1, text);
    } else {
      lines.add(text);
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<Problem> problems(String text) {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class, () -> ExperimentFileParser.parse("bad.yaml", text));
    assertThat(refused).as("the file must be refused").isNotNull();
    return refused.problems();
  }
}
