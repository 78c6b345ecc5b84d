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

/** {@code hamlet plan} of a file that has a value that no board has. */
final class PlanOfRestTest {

  @TempDir private Path folder;
  private CommandLineFixture hamlet = new CommandLineFixture(Path.of("."), Map.of());
  private String file = "";

  @BeforeEach
  void fileOfOneImpossibleValue() throws IOException {
    hamlet = new CommandLineFixture(folder, Map.of());
    Path lacking = folder.resolve("lacking.yaml");
    Files.writeString(
        lacking,
        """
        apiVersion: hamlet/v1
        kind: Experiment
        metadata: {name: lacking}
        models: {lenet: {zoo: lenet}}
        inputs: {set: digits-test}
        matrix: {variant: [baseline, {store_bits: 8}], power_mode: [MAXN, MAXX]}
        profile: demo
        """);
    file = lacking.toString();
  }

  @Test
  void cellsThatNoBoardCanRun_areShownAfterThePlanOfTheRest() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged").able()) {
      assertThat(hamlet.run("plan", file, "--coordinator", coordinator.address()))
          .as(hamlet.err())
          .isEqualTo(2);
    }
    assertThat(hamlet.out())
        .containsSubsequence(
            "store_bits=8",
            "2 cells, 10 to 60 trials each",
            "2 cells no board can run: power mode MAXX on twin-1",
            "2 cells: exclude {power_mode: MAXX}, or choose other devices");
    assertThat(hamlet.err()).isEmpty();
  }

  @Test
  void json_hasThePlanOfTheRestAndWhatIsLeftOut() throws IOException {
    assertThat(hamlet.run("plan", file, "--local", "--json")).isEqualTo(2);
    JsonNode plan = new JsonMapper().readTree(hamlet.out());
    assertThat(plan.at("/cells")).hasSize(4);
    assertThat(plan.at("/unrunnable_cells").intValue()).isEqualTo(4);
    assertThat(plan.at("/unrunnable")).hasSize(1);
    assertThat(plan.at("/unrunnable/0/what").textValue()).isEqualTo("power mode MAXX");
    assertThat(plan.at("/unrunnable/0/devices")).hasSize(2);
  }
}
