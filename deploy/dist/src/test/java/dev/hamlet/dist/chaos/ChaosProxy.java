package dev.hamlet.dist.chaos;

import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between agents and their coordinator: hands bytes on as the link lets it, to wherever the
 * coordinator listens at present.
 */
final class ChaosProxy implements AutoCloseable {

  private final SystemClock clock = new SystemClock();
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean cut;
  private volatile long delayMs;
  private boolean silent;

  ChaosProxy() throws IOException {
    server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    daemon("proxy-accept", this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Where connections made from now on lead. */
  void leadTo(int port) {
    target = port;
  }

  /** Breaks every connection and takes none; or takes them again. */
  void cut(boolean on) {
    cut = on;
    if (on) {
      sockets.forEach(ChaosProxy::close);
    }
  }

  /** Every piece comes so much later, one after the other; 0 for at once. */
  void delay(long ms) {
    delayMs = ms;
  }

  /** Nothing passes and nobody is told; or all that waited does. */
  synchronized void silence(boolean on) {
    silent = on;
    notifyAll();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket agent = server.accept();
        if (cut) {
          close(agent);
        } else {
          daemon("proxy-connect", () -> connect(agent));
        }
      } catch (IOException ignored) {
        // closed, or a connection that broke before it was made
      }
    }
  }

  private void connect(Socket agent) {
    Socket coordinator = new Socket();
    sockets.add(agent);
    sockets.add(coordinator);
    try {
      coordinator.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
      daemon("proxy-up", () -> pump(agent, coordinator));
      pump(coordinator, agent);
    } catch (IOException ignored) {
      close(agent); // nobody listens: the agent sees that
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        hold();
        out.write(buffer, 0, size);
      }
    } catch (IOException | InterruptedException ignored) {
      // one end is gone: so is the other
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void hold() throws InterruptedException {
    synchronized (this) {
      while (silent) {
        wait();
      }
    }
    clock.waitUntil(clock.monotonicNs() + delayMs * 1_000_000);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // it is gone either way
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut(true);
    silence(false);
  }
}
