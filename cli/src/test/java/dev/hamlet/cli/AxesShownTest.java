package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two cells that differ in nothing but an axis of the user's own, in every view of cells. */
class AxesShownTest {

  private static final String SHARED =
      "all of these: runtime=tensorflow, threads=2, power_mode=MAXQ, cores=a57, input=3";

  private static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: axes, owner: mia}
      models: {lenet: {zoo: lenet, seed: 1}}
      inputs: {set: digits-test}
      matrix: {optimizer: ["on", "off"]}
      devices: {match: {}, run_on: one}
      profile: demo
      """;

  private static final String CELL =
      """
      {"model": "lenet", "variant": "baseline", "device": "twin-1", "runtime": "tensorflow",
       "threads": 2, "power_mode": "MAXQ", "cores": "a57", "input_index": 3, "rails": ["VDD_IN"],
       "options": {"optimizer": "%s"}, "verdict": {"state": "failed", "reason": "no memory"},
       "latency_seconds": {"mean": 0.01, "ci_low": 0.0099, "ci_high": 0.0101, "n": 10}}
      """;

  @TempDir Path folder;

  private CommandLineFixture hamlet;

  @BeforeEach
  void open() {
    hamlet = new CommandLineFixture(folder, Map.of());
  }

  @Test
  void status_hasAColumnForWhatVariesAndALineForTheRest() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged").twoSettings()) {
      ask(coordinator, "status", FakeCoordinator.EXPERIMENT);
      assertThat(hamlet.out()).contains("setting", "optimizer=on ", "optimizer=off ", SHARED);
    }
  }

  @Test
  void statusAsJson_hasAllAxes() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged").twoSettings()) {
      ask(coordinator, "status", FakeCoordinator.EXPERIMENT, "--json");
      JsonNode status = new JsonMapper().readTree(hamlet.out());
      assertThat(status.at("/varying_axes/0").textValue()).isEqualTo("optimizer");
      assertThat(status.at("/cells/1/options/optimizer").textValue()).isEqualTo("off");
      assertThat(status.at("/cells/1/cores").textValue()).isEqualTo("a57");
      assertThat(status.at("/cells/1/input_index").intValue()).isEqualTo(3);
    }
  }

  @Test
  void watch_namesCellsWithWhatVaries() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged").twoSettings()) {
      ask(coordinator, "watch", FakeCoordinator.EXPERIMENT);
      assertThat(hamlet.err())
          .contains("lenet baseline on twin-1, optimizer=on: converged")
          .contains("lenet baseline on twin-1, optimizer=off: converged");
    }
  }

  @Test
  void plan_hasAColumnForWhatVaries() throws IOException {
    Path file = Files.writeString(folder.resolve("axes.yaml"), FILE);
    assertThat(hamlet.run("plan", file.toString(), "--local")).as(hamlet.err()).isZero();
    assertThat(hamlet.out())
        .contains("optimizer=on\n", "optimizer=off\n")
        .contains("all of these: runtime=tensorflow, threads=1, power_mode=MAXN, input=");
  }

  @Test
  void planAsJson_hasAllAxes() throws IOException {
    Path file = Files.writeString(folder.resolve("axes.yaml"), FILE);
    assertThat(hamlet.run("plan", file.toString(), "--local", "--json")).isZero();
    assertThat(new JsonMapper().readTree(hamlet.out()).findValuesAsText("optimizer"))
        .containsExactlyInAnyOrder("on", "off");
  }

  @Test
  void comparison_namesCellsWithWhatVaries() throws IOException {
    results("a");
    results("b");
    hamlet.run("compare", "a", "b");
    assertThat(hamlet.out())
        .contains("lenet baseline on twin-1, optimizer=on ", "on twin-1, optimizer=off ", SHARED);
  }

  private void results(String name) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(
        folder.resolve(name).resolve("results.json"),
        "{\"experiment\": {\"id\": \"e-1\", \"name\": \"one\"}, \"groups\": [], \"cells\": ["
            + CELL.formatted("on")
            + ", "
            + CELL.formatted("off")
            + "]}");
  }

  private void ask(FakeCoordinator coordinator, String verb, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = verb;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--coordinator";
    all[all.length - 1] = coordinator.address();
    assertThat(hamlet.run(all)).as(hamlet.err()).isZero();
  }
}
