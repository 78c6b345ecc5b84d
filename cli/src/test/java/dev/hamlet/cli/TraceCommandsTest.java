package dev.hamlet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hamlet trace push} and {@code hamlet trace export}. */
class TraceCommandsTest {

  private static final long THREE_HOURS_MS = 3 * 3_600_000L;

  @TempDir private Path folder;
  private CommandLineFixture hamlet;
  private FakeTraces traces;

  @BeforeEach
  void start() throws IOException {
    hamlet = new CommandLineFixture(folder, Map.of());
    traces = new FakeTraces();
  }

  @AfterEach
  void stop() {
    traces.close();
  }

  @Test
  void push_saysWhatWasWrittenAndWhatIsMissing() {
    assertThat(push()).isZero();
    assertThat(hamlet.out())
        .contains("3,000 samples of 1 series, 1 trials: " + traces.prometheus() + "/api/v1/write");
    assertThat(hamlet.err())
        .contains("1 trials are missing: its samples are no longer there")
        .contains("2 samples left out: same_millisecond");
  }

  @Test
  void pushForPrograms_isJson() throws IOException {
    assertThat(push("--json")).isZero();
    JsonNode totals = new ObjectMapper().readTree(hamlet.out());
    assertThat(totals.path("samples_written").asInt()).isEqualTo(FakeTraces.SAMPLES);
    assertThat(totals.path("trials").asInt()).isEqualTo(2);
    assertThat(totals.path("trials_missing").asInt()).isOne();
    assertThat(totals.at("/samples_refused/same_millisecond").asInt()).isEqualTo(2);
  }

  @Test
  void selection_reachesTheCoordinator() {
    assertThat(
            push(
                "--device=tx2-1,tx2-2",
                "--rail=VDD_IN",
                "--cell=cell-a",
                "--trial=1,3",
                "--from=2026-11-22T14:00:00Z",
                "--with-invalid"))
        .isZero();
    assertThat(traces.requests().get(0).getDevicesList()).containsExactly("tx2-1", "tx2-2");
    assertThat(traces.requests().get(0).getRailsList()).containsExactly("VDD_IN");
    assertThat(traces.requests().get(0).getCellsList()).containsExactly("cell-a");
    assertThat(traces.requests().get(0).getTrialsList()).containsExactly(1, 3);
    assertThat(traces.requests().get(0).getFromEpochMs()).isEqualTo(1_795_356_000_000L);
    assertThat(traces.requests().get(0).getToEpochMs()).isZero();
    assertThat(traces.requests().get(0).getWithInvalid()).isTrue();
  }

  @Test
  void serverWithoutTheReceiver_isExplained() {
    traces.answers(404);
    assertThat(push()).isEqualTo(1);
    assertThat(hamlet.err()).contains("--web.enable-remote-write-receiver");
  }

  @Test
  void serverThatStaysBusy_isGivenUp() {
    traces.answers(503);
    assertThat(push("--give-up-after=10ms")).isEqualTo(4);
    assertThat(hamlet.err()).contains("it says 503", "doing it again is harmless");
  }

  @Test
  void samplesOlderThanTheWindow_doNotLeave() {
    traces.began(THREE_HOURS_MS);
    assertThat(push()).isEqualTo(1);
    assertThat(hamlet.err())
        .contains("3,000 samples left out: too_old", "--window", "hamlet trace export");
    assertThat(traces.authorizations()).isEmpty();
    assertThat(push("--window=4h")).isZero();
  }

  @Test
  void credentials_goWithEachRequest() throws IOException {
    Files.writeString(folder.resolve("login"), "mia:secret\n");
    assertThat(push("--basic-auth-file=login")).isZero();
    String packed = Base64.getEncoder().encodeToString("mia:secret".getBytes(UTF_8));
    assertThat(traces.authorizations()).containsOnly("Basic " + packed);
    assertThat(hamlet.out() + hamlet.err()).doesNotContain("secret", packed);
  }

  @Test
  void wrongArguments_areRefusedInALine() {
    assertThat(push("--window=soon")).isEqualTo(2);
    assertThat(push("--from=yesterday")).isEqualTo(2);
    assertThat(push("--header=nothing")).isEqualTo(2);
    assertThat(push("--basic-auth-file=not-there")).isEqualTo(2);
    assertThat(hamlet.run("trace", "push", "e-1", "--to=prometheus:9090")).isEqualTo(2);
    assertThat(hamlet.err().lines()).hasSize(5).allMatch(line -> line.startsWith("hamlet: "));
  }

  @Test
  void nothingThatMatches_isNoSuccess() {
    assertThat(push("--device=nobody")).isEqualTo(2);
    assertThat(hamlet.err()).contains("has no stored trial that matches");
  }

  @Test
  void export_writesAWholeFileOrNone() throws IOException {
    assertThat(export("e-1", "--output=traces.om")).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("traces.om"));
    assertThat(lines).hasSize(FakeTraces.SAMPLES + 4).endsWith("# EOF");
    assertThat(lines.get(1)).isEqualTo("# TYPE hamlet_device_power_raw_watts gauge");
    assertThat(lines.get(4))
        .matches(
            "hamlet_device_power_raw_watts\\{device=\"tx2-1\",rail=\"VDD_IN\",scope=\"supply\","
                + "simulated=\"false\"} 0.001 \\d{10}\\.\\d{3}");

    assertThat(export("e-1", "--output=traces.om")).isNotZero();
    assertThat(hamlet.err()).contains("exists: name another with --output");
    assertThat(export("e-2", "--output=other.om")).isEqualTo(2);
    assertThat(hamlet.err()).contains("there is no experiment e-2");
    assertThat(folder).isDirectoryNotContaining("glob:**other*");
  }

  private int push(String... more) {
    return hamlet.run(
        words("push", "e-1", "--to=" + traces.prometheus(), traces.coordinator(), more));
  }

  private int export(String experiment, String output) {
    return hamlet.run("trace", "export", experiment, output, traces.coordinator());
  }

  private static String[] words(
      String verb, String experiment, String to, String coordinator, String... more) {
    List<String> words = new ArrayList<>(List.of("trace", verb, experiment, to, coordinator));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }
}
