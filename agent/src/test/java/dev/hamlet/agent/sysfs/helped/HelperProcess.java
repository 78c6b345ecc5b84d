package dev.hamlet.agent.sysfs.helped;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The program hamlet-board behind a socket, as systemd starts it: a process a connection. */
public final class HelperProcess implements AutoCloseable {

  /** The program of this checkout. */
  private static final Path PROGRAM = Path.of("../deploy/systemd/hamlet-board").toAbsolutePath();

  private final Path root;
  private final Path socket;
  private final ServerSocketChannel server;
  private final AtomicInteger connections = new AtomicInteger();

  private HelperProcess(Path root, Path socket, ServerSocketChannel server) {
    this.root = root;
    this.socket = socket;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param root what stands for {@code /}
   */
  public static HelperProcess at(Path root, Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    HelperProcess helper = new HelperProcess(root, socket, server);
    Thread thread = new Thread(helper::serve, "board-helper");
    thread.setDaemon(true);
    thread.start();
    return helper;
  }

  /** A process of it by itself, its standard input and output as they are. */
  static Process start(Path root) throws IOException {
    return new ProcessBuilder("sh", PROGRAM.toString(), root.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Where it listens. */
  public Path socket() {
    return socket;
  }

  /** Connections so far. */
  int connections() {
    return connections.get();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        connections.incrementAndGet();
        serve(client);
      } catch (IOException ignored) {
        // The test closed it, or its client went away: as systemd, it waits for the next.
      }
    }
  }

  private void serve(SocketChannel client) throws IOException {
    Process process = start(root);
    try (BufferedReader requests =
            new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
        BufferedReader answers = process.inputReader();
        var asked = process.outputWriter()) {
      var answered = Channels.newWriter(client, StandardCharsets.UTF_8);
      for (String request = requests.readLine(); request != null; request = requests.readLine()) {
        asked.write(request + "\n");
        asked.flush();
        answered.write(answers.readLine() + "\n");
        answered.flush();
      }
    } finally {
      process.destroy();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
