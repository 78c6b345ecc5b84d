package dev.hamlet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.cpu.CpuShares;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {

  @Test
  void allProblems_areToldAtOnce() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                config(
                    "two words",
                    "coordinator.lab:7400",
                    false,
                    Map.of("", "x"),
                    Map.of("tensorflow", List.of())));

    assertThat(refused.problems())
        .extracting(Problem::place)
        .containsExactly("name", "coordinator", "labels", "workers");
  }

  @Test
  void otherMachine_isTakenWhenPlaintextIsAskedFor() {
    AgentConfig config = config("twin-1", "coordinator.lab:7400", true, Map.of(), Map.of());

    assertThat(config.coordinator()).hasToString("coordinator.lab:7400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:7400", "localhost:1", "[::1]:65535", "127.9.9.9:7400"})
  void loopback_needsNoLeave(String address) {
    assertThat(config("twin-1", address, false, Map.of(), Map.of()).coordinator().loopback())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":7400", "host:0", "host:65536", "host:http", "host:-1"})
  void addressThatIsNone_isRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> CoordinatorAddress.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("127.0.0.1:7400");
  }

  @Test
  void hostLock_liesInTheCacheThatAgentsOfAHostShare() {
    assertThat(AgentConfig.defaultHostLock(Optional.of(Path.of("/var/cache/hamlet"))))
        .isEqualTo(Path.of("/var/cache/hamlet/host.lock"));
    assertThat(AgentConfig.defaultHostLock(Optional.empty()))
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "host.lock"));
  }

  @Test
  void meterThatIsAttachedToItself_isRefused() {
    AgentConfig board = config("tx2-1", "localhost:7400", false, Map.of(), Map.of());
    assertThat(board.attachedTo()).isEmpty();
    assertThat(attached(board, "tx2-2").attachedTo()).contains("tx2-2");
    assertThatThrownBy(() -> attached(board, "tx2-1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a name of its own");
  }

  private static AgentConfig attached(AgentConfig board, String attachedTo) {
    return new AgentConfig(
        board.name(),
        board.coordinator(),
        board.insecure(),
        board.labels(),
        board.state(),
        board.hostLock(),
        board.cache(),
        board.board(),
        board.workers(),
        board.launcher(),
        board.cpus(),
        board.sampling(),
        board.version(),
        Optional.of(attachedTo),
        false,
        board.tls(),
        board.disk(),
        board.metricsPort());
  }

  private static AgentConfig config(
      String name,
      String coordinator,
      boolean insecure,
      Map<String, String> labels,
      Map<String, List<String>> workers) {
    return new AgentConfig(
        name,
        CoordinatorAddress.parse(coordinator),
        insecure,
        labels,
        Path.of("state"),
        Path.of("host.lock"),
        Optional.empty(),
        new BoardChoice.Twin(1, List.of("VDD_IN")),
        workers,
        List.of(),
        CpuShares.NONE,
        SamplingSettings.DEFAULT,
        "0.1.0");
  }
}
