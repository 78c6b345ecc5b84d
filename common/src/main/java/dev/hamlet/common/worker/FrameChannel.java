package dev.hamlet.common.worker;

import dev.hamlet.common.time.MonotonicClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sends and receives frames over a connected socket, each within a deadline.
 *
 * <p>Threads: one at a time sends or receives; {@link #close} may be called from any thread and
 * makes a blocked call fail. An interrupted thread gets an {@link InterruptedIOException} and keeps
 * its flag. After any exception the stream may stand in the middle of a frame: close it.
 */
public final class FrameChannel implements AutoCloseable {

  /** A deadline that never comes. */
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  private final SocketChannel socket;
  private final Selector selector;
  private final SelectionKey key;
  private final MonotonicClock clock;

  /** Takes over a connected socket, and closes it in the end. */
  public FrameChannel(SocketChannel socket, MonotonicClock clock) throws IOException {
    this.socket = socket;
    this.clock = clock;
    socket.configureBlocking(false);
    this.selector = Selector.open();
    this.key = socket.register(selector, SelectionKey.OP_READ);
  }

  /** Connects to the Unix socket on which an agent listens. */
  public static FrameChannel connect(Path path, MonotonicClock clock) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      socket.connect(UnixDomainSocketAddress.of(path));
      return new FrameChannel(socket, clock);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Writes a whole frame.
   *
   * @param deadlineNs monotonic ns, or {@link #NO_DEADLINE}
   * @throws SocketTimeoutException if the deadline passes first
   */
  public void send(Frame frame, long deadlineNs) throws IOException {
    ByteBuffer bytes = FrameCodec.encode(frame);
    while (bytes.hasRemaining()) {
      if (socket.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE, deadlineNs);
      }
    }
  }

  /**
   * Reads a whole frame.
   *
   * @param deadlineNs monotonic ns, or {@link #NO_DEADLINE}
   * @return empty if the other side ended the connection between two frames
   * @throws EOFException if it ended it within a frame
   * @throws FrameException if its bytes are not a frame
   * @throws SocketTimeoutException if the deadline passes first
   */
  public Optional<Frame> receive(long deadlineNs) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(FrameCodec.LENGTH_BYTES);
    if (!fill(length, deadlineNs)) {
      if (length.position() == 0) {
        return Optional.empty();
      }
      throw endedWithin();
    }
    ByteBuffer body = ByteBuffer.allocate(FrameCodec.bodyBytes(length.flip()));
    if (!fill(body, deadlineNs)) {
      throw endedWithin();
    }
    return Optional.of(FrameCodec.decode(body.flip()));
  }

  @Override
  public void close() throws IOException {
    socket.close();
    selector.close();
  }

  private boolean fill(ByteBuffer buffer, long deadlineNs) throws IOException {
    while (buffer.hasRemaining()) {
      int bytes = socket.read(buffer);
      if (bytes < 0) {
        return false;
      }
      if (bytes == 0) {
        await(SelectionKey.OP_READ, deadlineNs);
      }
    }
    return true;
  }

  private void await(int operation, long deadlineNs) throws IOException {
    try {
      key.interestOps(operation);
      selector.select(leftMs(deadlineNs));
      selector.selectedKeys().clear();
    } catch (CancelledKeyException | ClosedSelectorException e) {
      throw new AsynchronousCloseException();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while waiting for the worker protocol");
    }
  }

  /** Rounded up, so that a selector never spins through the last millisecond; 0 is for ever. */
  private long leftMs(long deadlineNs) throws SocketTimeoutException {
    if (deadlineNs == NO_DEADLINE) {
      return 0;
    }
    long leftNs = deadlineNs - clock.monotonicNs();
    if (leftNs <= 0) {
      throw new SocketTimeoutException("the other side did not answer in time");
    }
    return (leftNs + 999_999) / 1_000_000;
  }

  private static EOFException endedWithin() {
    return new EOFException("the other side ended the connection within a frame");
  }
}
