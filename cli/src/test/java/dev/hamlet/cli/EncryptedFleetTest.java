package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.Agent;
import dev.hamlet.agent.AgentConfig;
import dev.hamlet.agent.BoardChoice;
import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.DiskBudget;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.security.TestCertificates;
import dev.hamlet.common.security.TlsFiles;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import dev.hamlet.coordinator.Listening;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coordinator, agent and operator with certificates of one authority. */
class EncryptedFleetTest {

  private static final long PATIENCE_NS = 20_000_000_000L;

  @TempDir private Path folder;
  private CommandLineFixture hamlet;
  private TestCertificates certificates;

  @BeforeEach
  void issue() {
    hamlet = new CommandLineFixture(folder, Map.of());
    certificates = new TestCertificates(folder.resolve("tls"));
  }

  @Test
  void everyEndWithACertificate_worksTogetherAndStrangersAreTurnedAway() throws Exception {
    try (Coordinator coordinator = Coordinator.open(config(certificates.mutualServer()));
        Agent agent = Agent.start(agent(coordinator.grpcPort()))) {
      awaitHeard(coordinator);
      assertThat(agent.device()).isEqualTo("twin-1");

      TlsFiles client = certificates.clientWithCertificate();
      String address = "--coordinator=127.0.0.1:" + coordinator.grpcPort();
      String ca = "--tls-ca=" + certificates.ca();
      String certificate = "--tls-cert=" + client.certificate().orElseThrow();
      String key = "--tls-key=" + client.key().orElseThrow();
      assertThat(hamlet.run("devices", "list", address, ca, certificate, key)).isZero();
      assertThat(hamlet.out()).contains("twin-1", "available");

      assertThat(hamlet.run("devices", "list", address, ca)).isEqualTo(4);
      assertThat(hamlet.err()).contains("--tls-cert and --tls-key").hasLineCount(1);
    }
  }

  @Test
  void certificateWithoutKey_isRefusedWithTheOption() {
    assertThat(hamlet.run("devices", "list", "--tls-cert=" + certificates.ca())).isEqualTo(2);
    assertThat(hamlet.err()).contains("--tls-key").hasLineCount(1);
  }

  private static void awaitHeard(Coordinator coordinator) throws InterruptedException {
    SystemClock clock = new SystemClock();
    Waiter waiter = clock;
    long deadlineNs = clock.monotonicNs() + PATIENCE_NS;
    while (coordinator.registry().snapshots().stream().noneMatch(device -> device.connected())) {
      assertThat(clock.monotonicNs()).as("time to connect").isLessThan(deadlineNs);
      waiter.waitUntil(clock.monotonicNs() + 20_000_000);
    }
  }

  private CoordinatorConfig config(TlsFiles tls) {
    return CoordinatorConfig.in(folder.resolve("coordinator"), "0.1.0")
        .with(Listening.DEFAULT.on(0, 0).with(tls));
  }

  private AgentConfig agent(int port) {
    return new AgentConfig(
        "twin-1",
        new CoordinatorAddress("127.0.0.1", port),
        false,
        Map.of(),
        folder.resolve("agent"),
        folder.resolve("host.lock"),
        Optional.empty(),
        new BoardChoice.Twin(1, TwinDevice.DEFAULT_RAILS),
        Map.of("fake", List.of("false")),
        List.of(),
        CpuShares.NONE,
        SamplingSettings.DEFAULT,
        "0.1.0",
        Optional.empty(),
        false,
        certificates.clientWithCertificate(),
        DiskBudget.DEFAULT,
        OptionalInt.empty());
  }
}
