package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HamletTest {

  @TempDir private Path folder;
  private CommandLineFixture hamlet;

  @BeforeEach
  void freshCommandLine() {
    hamlet = new CommandLineFixture(folder, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "watch", "cancel", "devices", "devices list"})
  void help_namesOptionsAndExitCodes(String verb) {
    assertThat(hamlet.run((verb + " --help").split(" "))).isZero();
    assertThat(hamlet.out())
        .contains("hamlet " + verb, "Exit codes:", "4", "the coordinator cannot be reached");
  }

  @Test
  void version_isTheBuilds() {
    assertThat(hamlet.run("--version")).isZero();
    assertThat(hamlet.out()).matches("hamlet \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void noVerb_isBadInput() {
    assertThat(hamlet.run()).isEqualTo(2);
    assertThat(hamlet.err())
        .isEqualTo("hamlet: say what to do, for instance: hamlet demo (see hamlet --help)\n");
  }

  @Test
  void misspeltVerb_isRefusedWithASuggestion() {
    assertThat(hamlet.run("stats")).isEqualTo(2);
    assertThat(hamlet.err()).contains("stats", "did you mean", "status").hasLineCount(1);
    assertThat(hamlet.out()).isEmpty();
  }

  @Test
  void unknownOption_isRefusedInOneLine() {
    assertThat(hamlet.run("status", "--jsn")).isEqualTo(2);
    assertThat(hamlet.err()).contains("--jsn").hasLineCount(1);
  }

  @Test
  void unreachableCoordinator_saysWhereAndWhatMends() throws IOException {
    int port = closedPort();
    assertThat(hamlet.run("status", "--coordinator", "127.0.0.1:" + port)).isEqualTo(4);
    assertThat(hamlet.err())
        .contains("no coordinator answers at 127.0.0.1:" + port, "hamlet coordinator")
        .hasLineCount(1);
  }

  @Test
  void addressWithoutPort_isBadInput() {
    assertThat(hamlet.run("status", "--coordinator", "localhost")).isEqualTo(2);
    assertThat(hamlet.err()).contains("HOST:PORT").hasLineCount(1);
  }

  @Test
  void otherMachineInTheClear_isRefused() {
    assertThat(hamlet.run("status", "--coordinator", "192.0.2.1:7400")).isEqualTo(2);
    assertThat(hamlet.err()).contains("192.0.2.1:7400", "--insecure").hasLineCount(1);
  }

  @Test
  void unknownExperiment_isBadInputInTheCoordinatorsWords() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("status", "e-nope", "--coordinator", coordinator.address()))
          .isEqualTo(2);
      assertThat(hamlet.err()).isEqualTo("hamlet: no experiment e-nope\n");
    }
  }

  @Test
  void debug_showsTheStack() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      hamlet.run("status", "e-nope", "--debug", "--coordinator", coordinator.address());
      assertThat(hamlet.err()).contains("\tat dev.hamlet.cli.client.");
    }
  }

  @Test
  void statusAsJson_isADocumentWithUnitsInItsNames() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(
              hamlet.run(
                  "status",
                  FakeCoordinator.EXPERIMENT,
                  "--json",
                  "--coordinator",
                  coordinator.address()))
          .isZero();
      JsonNode document = new JsonMapper().readTree(hamlet.out());
      assertThat(document.at("/cells/0/net_energy_per_inference_joules").doubleValue())
          .isEqualTo(0.005678);
      assertThat(hamlet.err()).isEmpty();
    }
  }

  @Test
  void devices_areListedWithRailsAndLabels() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("devices", "list", "--coordinator=" + coordinator.address())).isZero();
      assertThat(hamlet.out()).contains("twin-1", "simulated", "VDD_IN", "board=tx2");
    }
  }

  @Test
  void watchToTheEnd_isZeroWhenAllConverged() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("watch", "e", "--coordinator", coordinator.address())).isZero();
      assertThat(hamlet.err())
          .contains("lenet baseline on twin-1: converged after 10 trials")
          .contains("1 of 2 cells done, 14 trials, about 1 min 01 s left");
    }
  }

  @Test
  void watchToTheEnd_isThreeWhenACellDidNotConverge() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("not_converged")) {
      assertThat(hamlet.run("watch", "e", "--coordinator", coordinator.address())).isEqualTo(3);
      assertThat(hamlet.err()).contains("not converged after 10 trials (time limit of 120 s)");
    }
  }

  @Test
  void watchAsJson_isOneDocumentALine() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      hamlet.run("watch", "e", "--json", "--coordinator", coordinator.address());
      assertThat(hamlet.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    }
  }

  @Test
  void cancel_saysWhatIsKept() throws IOException {
    try (FakeCoordinator coordinator = new FakeCoordinator("converged")) {
      assertThat(hamlet.run("cancel", "e", "--coordinator", coordinator.address())).isZero();
      assertThat(hamlet.out()).contains("cancelled, 14 trials");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
