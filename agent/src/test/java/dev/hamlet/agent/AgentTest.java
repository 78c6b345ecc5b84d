package dev.hamlet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.uplink.FakeCoordinator;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.AgentHello;
import dev.hamlet.proto.v1.TelemetryBatch;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with a twin, against a fake coordinator on a real connection. */
class AgentTest {

  @TempDir Path folder;

  private final FakeCoordinator coordinator = new FakeCoordinator();
  private Server server;

  @BeforeEach
  void serve() throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    coordinator.services().forEach(builder::addService);
    server = builder.build().start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void agentWithTwin_saysWhatItIsAndStreamsItsPower() throws InterruptedException {
    try (Agent agent = Agent.start(config("state"))) {
      assertThat(agent.device()).isEqualTo("twin-1");
      AgentHello hello = coordinator.nextMessage().getHello();
      TelemetryBatch batch = coordinator.nextBatch();

      assertThat(hello.getSimulated()).isTrue();
      assertThat(hello.getSensors(0).getRails(0).getName()).isEqualTo("VDD_IN");
      assertThat(hello.getPowerModesList()).isNotEmpty();
      assertThat(batch.getSequence()).isEqualTo(1);
      assertThat(batch.getSessionId()).isEqualTo(hello.getSessionId());
      assertThat(batch.getBootId()).isEqualTo(hello.getBootId());
      assertThat(batch.getSamples().getDeltaNsCount()).isPositive();
    }
  }

  @Test
  void refusedAgent_endsWithTheCoordinatorsSentence() {
    coordinator.refuse(Status.ALREADY_EXISTS.withDescription("twin-1 is connected already"));

    try (Agent agent = Agent.start(config("state"))) {
      assertThatThrownBy(agent::awaitEnd)
          .isInstanceOfSatisfying(
              HamletException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ALREADY_EXISTS))
          .hasMessage("twin-1 is connected already");
    }
  }

  @Test
  void secondAgentOnTheSameState_isRefusedAndLeavesTheFirstAlone() throws InterruptedException {
    try (Agent first = Agent.start(config("state"))) {
      assertThatThrownBy(() -> Agent.start(config("state")))
          .isInstanceOf(HamletException.class)
          .hasMessageContaining("another agent uses the state folder");
      assertThat(first.device()).isEqualTo("twin-1");
      assertThat(coordinator.nextBatch().getSequence()).isEqualTo(1);
    }
  }

  @Test
  void closedAgent_freesItsStateAndMayStartAgain() throws InterruptedException {
    Agent first = Agent.start(config("state"));
    first.close();
    first.awaitEnd();

    try (Agent again = Agent.start(config("state"))) {
      assertThat(coordinator.nextBatch().getSequence()).isEqualTo(1);
      assertThat(again.device()).isEqualTo("twin-1");
    }
  }

  @Test
  void boardWithoutSensor_isRefusedAndNothingIsLeftOpen() {
    AgentConfig linux = config("state", new BoardChoice.Linux(folder));

    assertThatThrownBy(() -> Agent.start(linux))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("no power sensor");
    Agent.start(config("state")).close();
  }

  private AgentConfig config(String state) {
    return config(state, new BoardChoice.Twin(1, TwinDevice.DEFAULT_RAILS));
  }

  private AgentConfig config(String state, BoardChoice board) {
    return new AgentConfig(
        "twin-1",
        new CoordinatorAddress("127.0.0.1", server.getPort()),
        false,
        Map.of("board", "tx2"),
        folder.resolve(state),
        folder.resolve("host.lock"),
        Optional.empty(),
        board,
        Map.of(),
        List.of(),
        SamplingSettings.DEFAULT,
        "0.1.0");
  }
}
