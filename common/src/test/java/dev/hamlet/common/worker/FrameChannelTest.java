package dev.hamlet.common.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.time.SystemClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FrameChannelTest {

  private final SystemClock clock = new SystemClock();
  private FrameChannel channel;
  private SocketChannel peer;

  @BeforeEach
  void connect(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      channel = FrameChannel.connect(path, clock);
      peer = server.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
    peer.close();
  }

  @Test
  void frameGreaterThanTheSocketsBuffers_arrivesWhole() throws Exception {
    byte[] tail = new byte[5_000_000];
    new Random(1).nextBytes(tail);
    Frame frame = new Frame(5, new byte[] {'{', '}'}, tail);
    CompletableFuture<Frame> echo = CompletableFuture.supplyAsync(this::receiveAtPeer);
    channel.send(frame, FrameChannel.NO_DEADLINE);
    assertThat(echo.get().header()).isEqualTo(frame.header());
    assertThat(echo.get().tail()).isEqualTo(tail);
  }

  @Test
  void endBetweenFrames_isEmpty() throws IOException {
    peer.close();
    assertThat(channel.receive(FrameChannel.NO_DEADLINE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void endWithinAFrame_isTruncation(int cut) throws IOException {
    ByteBuffer whole = FrameCodec.encode(new Frame(5, new byte[] {'{', '}'}, new byte[3]));
    assertThat(whole.remaining()).isEqualTo(14);
    peer.write(whole.limit(cut));
    peer.close();
    assertThatThrownBy(() -> channel.receive(FrameChannel.NO_DEADLINE))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void oversizedFrame_isRefusedBeforeItsBodyCame() throws IOException {
    peer.write(ByteBuffer.wrap(new byte[] {0, 0, 0, -1}));
    assertThatThrownBy(() -> channel.receive(FrameChannel.NO_DEADLINE))
        .isInstanceOf(FrameException.class);
  }

  @Test
  void silence_endsAtTheDeadline() {
    long deadlineNs = clock.monotonicNs() + 20_000_000;
    assertThatThrownBy(() -> channel.receive(deadlineNs))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(clock.monotonicNs()).isGreaterThanOrEqualTo(deadlineNs);
  }

  @Test
  void interruptedThread_failsAndKeepsItsFlag() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.receive(FrameChannel.NO_DEADLINE))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closeFromAnotherThread_endsABlockedCall() {
    CompletableFuture<Object> blocked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return channel.receive(FrameChannel.NO_DEADLINE);
              } catch (IOException e) {
                return e;
              }
            });
    CompletableFuture<Void> closed = CompletableFuture.runAsync(this::closeChannel);
    assertThat(closed.thenCombine(blocked, (nothing, result) -> result).join())
        .isInstanceOf(IOException.class);
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame receiveAtPeer() {
    try {
      return new FrameChannel(peer, clock).receive(FrameChannel.NO_DEADLINE).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
