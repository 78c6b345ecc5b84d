package dev.hamlet.agent.worker;

import dev.hamlet.common.time.MonotonicClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A Unix socket that waits for one worker, in a folder of its own that nobody else may enter. The
 * folder lies right below the system's temporary one, since the path of a Unix socket has at most
 * 107 bytes; it is gone once the worker has connected.
 */
final class WorkerListener implements AutoCloseable {

  private static final int MAX_PATH_BYTES = 107;
  private static final Path SHORT_FOLDER = Path.of("/tmp");
  private static final String PREFIX = "hamlet-";
  private static final String SOCKET = "worker";

  private final Path folder;
  private final ServerSocketChannel server;

  private WorkerListener(Path folder, ServerSocketChannel server) {
    this.folder = folder;
    this.server = server;
  }

  static WorkerListener open() throws IOException {
    Path folder = Files.createTempDirectory(PREFIX);
    if (folder.resolve(SOCKET).toString().length() > MAX_PATH_BYTES) {
      Files.delete(folder);
      folder = Files.createTempDirectory(SHORT_FOLDER, PREFIX);
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    WorkerListener listener = new WorkerListener(folder, server);
    try {
      server.bind(UnixDomainSocketAddress.of(listener.socket()));
      server.configureBlocking(false);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  Path socket() {
    return folder.resolve(SOCKET);
  }

  /**
   * Waits for the worker.
   *
   * @throws EOFException if the process ends first
   * @throws SocketTimeoutException if the deadline passes first
   */
  SocketChannel accept(Process process, long deadlineNs, MonotonicClock clock) throws IOException {
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      CompletableFuture<Void> unused = process.onExit().thenRun(selector::wakeup);
      for (SocketChannel peer = server.accept(); ; peer = server.accept()) {
        if (peer != null) {
          return peer;
        }
        if (!process.isAlive()) {
          throw new EOFException("the process ended before it connected");
        }
        long leftNs = deadlineNs - clock.monotonicNs();
        if (leftNs <= 0) {
          throw new SocketTimeoutException("the process did not connect in time");
        }
        selector.select((leftNs + 999_999) / 1_000_000);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while waiting for a worker");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    remove(socket());
  }

  /** Removes a socket and the folder it lies in; nothing else may lie there. */
  static void remove(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    Path folder = socket.getParent();
    if (folder != null && folder.getFileName().toString().startsWith(PREFIX)) {
      Files.deleteIfExists(folder);
    }
  }
}
