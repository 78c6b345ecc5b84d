package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.ListDevicesRequest;
import dev.hamlet.proto.v1.SubmitReply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentConnectionTest extends RunningCoordinator {

  @Test
  void agentOfTheMinorVersionBefore_isTakenInAndGetsWork() throws Exception {
    try (WireAgent agent =
        new WireAgent(coordinator.grpcPort(), "twin-1", "s1", new ProtocolVersion(1, 0))) {
      assertThat(agent.next(CoordinatorMessage.KindCase.WELCOME).getWelcome().getProtocolMinor())
          .isEqualTo(1);
      SubmitReply accepted = operator.submit(submission("old"));

      assertThat(agent.lease().cells()).hasSize(accepted.getCells());
    }
  }

  @Test
  void distantProtocolVersion_isRefusedWithASentence() throws Exception {
    try (WireAgent agent =
        new WireAgent(coordinator.grpcPort(), "old", "s1", new ProtocolVersion(2, 0))) {
      assertThat(agent.next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused -> {
                assertThat(refused.getStatus().getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION);
                assertThat(refused.getStatus().getDescription()).contains("2.0", "1.1");
              });
    }
  }

  @Test
  void secondAgentOfOneName_isRefusedUntilTheFirstIsGone() throws Exception {
    WireAgent first = connected("twin-1", "s1");
    try (WireAgent second = new WireAgent(coordinator.grpcPort(), "twin-1", "s2", V1)) {
      assertThat(second.next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused ->
                  assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS));
    }
    first.close();
    connectedEventually("twin-1", "s3").close();
  }

  @Test
  void heartbeat_isAnsweredWithBothStamps() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      agent.heartbeat();

      var reply = agent.next(CoordinatorMessage.KindCase.HEARTBEAT).getHeartbeat();
      assertThat(reply.getSentMonotonicNs()).isEqualTo(1_000_000_000_000L);
      assertThat(reply.getRepliedCoordinatorNs())
          .isGreaterThanOrEqualTo(reply.getReceivedCoordinatorNs());
      assertThat(operator.listDevices(ListDevicesRequest.getDefaultInstance()).getDevicesList())
          .singleElement()
          .matches(device -> device.getState().equals("available"))
          .matches(device -> device.getRailsList().equals(List.of("VDD_IN")));
    }
  }

  /** The end of a connection is seen a moment after it was closed. */
  private WireAgent connectedEventually(String device, String sessionId)
      throws InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      WireAgent agent = new WireAgent(coordinator.grpcPort(), device, sessionId, V1);
      if (agent.next() instanceof CoordinatorMessage) {
        return agent;
      }
      agent.close();
    }
    throw new AssertionError("refused 200 times");
  }
}
