package dev.hamlet.agent.sysfs.helped;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A Unix socket on which every line is answered with a line. Threads: one at a time. */
final class LineConnection implements AutoCloseable {

  private static final int LONGEST_ANSWER = 4_096;

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);

  private LineConnection(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  static LineConnection to(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new LineConnection(channel, selector);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @param patience longest time without anything of an answer
   * @throws IOException if there is no answer; then this connection is of no use any more
   */
  String ask(String line, Duration patience) throws IOException {
    ByteBuffer request = StandardCharsets.UTF_8.encode(line + "\n");
    while (request.hasRemaining()) {
      channel.write(request);
    }
    answer.clear();
    while (!ended()) {
      receive(patience);
    }
    return StandardCharsets.UTF_8.decode(answer.flip().limit(answer.limit() - 1)).toString();
  }

  private boolean ended() {
    return answer.position() > 0 && answer.get(answer.position() - 1) == '\n';
  }

  private void receive(Duration patience) throws IOException {
    if (!answer.hasRemaining()) {
      throw new IOException("an answer of more than " + LONGEST_ANSWER + " bytes");
    }
    if (selector.select(patience.toMillis()) == 0) {
      throw new SocketTimeoutException("no answer within " + patience.toSeconds() + " s");
    }
    selector.selectedKeys().clear();
    if (channel.read(answer) < 0) {
      throw new EOFException("it hung up");
    }
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      answer.clear();
    } catch (IOException ignored) {
      // It is given up either way.
    }
  }
}
