package dev.hamlet.agent.simulation.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.simulation.ManualExecutor;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.ControlGrpc;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.Heartbeat;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkFaultsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final CoordinatorMessage ANSWER = CoordinatorMessage.getDefaultInstance();
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private final ManualClock clock = new ManualClock();
  private final ManualExecutor timer = new ManualExecutor(clock);
  private final LinkFaults link = new LinkFaults(timer, clock);
  private final FakeChannel connection = new FakeChannel();
  private final List<Object> down = new ArrayList<>();
  private @Nullable Status ended;
  private int ready;
  private final ClientCall<AgentMessage, CoordinatorMessage> call = open();

  @Test
  void wholeLink_letsEverythingPassAtOnce() {
    call.sendMessage(message(1));
    connection.sendDown(ANSWER);
    call.halfClose();

    assertThat(connection.up).containsExactly(message(1), "half-close");
    assertThat(down).containsExactly(ANSWER);
  }

  @Test
  void silence_holdsBothDirectionsAndThenLetsThemGoInOrder() {
    link.silence(SECOND.multipliedBy(5));
    call.sendMessage(message(1));
    call.sendMessage(message(2));
    connection.sendDown(ANSWER);
    timer.advance(SECOND.multipliedBy(4));
    assertThat(connection.up).isEmpty();
    assertThat(down).isEmpty();
    assertThat(ended).as("nobody is told").isNull();

    timer.advance(SECOND);

    assertThat(connection.up).containsExactly(message(1), message(2));
    assertThat(down).containsExactly(ANSWER);
  }

  @Test
  void longSilence_endsTheCallsWhenKeepAliveWould() {
    link.silence(SECOND.multipliedBy(25));
    timer.advance(LinkFaults.GIVEN_UP_AFTER.minusNanos(1));
    assertThat(ended).isNull();

    timer.advance(Duration.ofNanos(1));

    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(connection.cancelled).as("the other end hears of it some time").isTrue();
  }

  @Test
  void callWithinASilence_isNotHeardBeforeItsEnd() {
    link.silence(SECOND.multipliedBy(25));
    timer.advance(SECOND.multipliedBy(22));
    ended = null;
    ClientCall<AgentMessage, CoordinatorMessage> next = open();
    next.sendMessage(message(3));
    assertThat(connection.up).isEmpty();

    timer.advance(SECOND.multipliedBy(3));

    assertThat(connection.up).containsExactly(message(3));
    assertThat(ended).isNull();
  }

  @Test
  void cut_failsCallsAtOnceAndNewOnesUntilItIsOver() {
    link.cut(SECOND);
    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);

    ended = null;
    open();
    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);

    ended = null;
    timer.advance(SECOND);
    open().sendMessage(message(4));
    assertThat(ended).isNull();
    assertThat(connection.up).containsExactly(message(4));
  }

  @Test
  void endOfACall_isToldOnce() {
    link.cut(SECOND);
    ended = null;

    connection.end(Status.OK);

    assertThat(ended).isNull();
  }

  @Test
  void slowLink_isLateByItsDelayAndByWhatWentBefore() {
    int bytes = message(1).getSerializedSize();
    link.slow(SECOND.multipliedBy(10), Duration.ofMillis(200), bytes); // one message a second
    call.sendMessage(message(1));
    call.sendMessage(message(2));

    timer.advance(Duration.ofMillis(1_199));
    assertThat(connection.up).isEmpty();
    timer.advance(Duration.ofMillis(1));
    assertThat(connection.up).containsExactly(message(1));
    timer.advance(Duration.ofMillis(999));
    assertThat(connection.up).hasSize(1);
    timer.advance(Duration.ofMillis(1));
    assertThat(connection.up).containsExactly(message(1), message(2));
  }

  @Test
  void slowLinkThatIsFull_asksTheSenderToWaitAndSaysWhenThereIsRoom() {
    link.slow(SECOND.multipliedBy(100), Duration.ZERO, 10_000);
    AgentMessage large =
        AgentMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().setPowerMode("x".repeat(70_000)))
            .build();
    call.sendMessage(large);
    assertThat(call.isReady()).isFalse();
    assertThat(ready).isZero();

    timer.advance(SECOND.multipliedBy(8)); // 70 kB at 10 kB/s: 7 s

    assertThat(connection.up).containsExactly(large);
    assertThat(ready).isEqualTo(1);
  }

  @Test
  void slowLinkThatIsWholeAgain_holdsNothingBack() {
    link.slow(SECOND, Duration.ofSeconds(30), UNLIMITED);
    call.sendMessage(message(1));

    timer.advance(SECOND);

    assertThat(connection.up).containsExactly(message(1));
  }

  @Test
  void laterFault_decidesWhenTheLinkIsWholeAgain() {
    link.silence(SECOND);
    link.silence(SECOND.multipliedBy(3));
    call.sendMessage(message(1));
    timer.advance(SECOND.multipliedBy(2));
    assertThat(connection.up).as("the first one's end is nothing any more").isEmpty();

    timer.advance(SECOND);

    assertThat(connection.up).containsExactly(message(1));
  }

  @Test
  void deadAgentsLink_neverWorksAgain() {
    link.cutForGood();
    timer.advance(Duration.ofHours(1));
    ended = null;

    open();

    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void cancelWithinASilence_isNoneOfTheLinksBusiness() {
    link.silence(SECOND.multipliedBy(5));
    call.sendMessage(message(1));

    call.cancel("enough", null);
    connection.end(Status.CANCELLED);

    assertThat(code()).isEqualTo(Status.Code.CANCELLED);
    timer.advance(SECOND.multipliedBy(5));
    assertThat(connection.up).as("what had not left never does").isEmpty();
  }

  private ClientCall<AgentMessage, CoordinatorMessage> open() {
    ClientCall<AgentMessage, CoordinatorMessage> opened =
        new FaultyChannel(connection, link)
            .newCall(ControlGrpc.getConnectMethod(), CallOptions.DEFAULT);
    opened.start(new Hearing(), new Metadata());
    return opened;
  }

  private static AgentMessage message(long number) {
    return AgentMessage.newBuilder()
        .setHeartbeat(Heartbeat.newBuilder().setSentMonotonicNs(number))
        .build();
  }

  private Status.@Nullable Code code() {
    return ended == null ? null : ended.getCode();
  }

  private final class Hearing extends ClientCall.Listener<CoordinatorMessage> {

    @Override
    public void onMessage(CoordinatorMessage message) {
      down.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      ended = status;
    }

    @Override
    public void onReady() {
      ready++;
    }
  }
}
