package dev.hamlet.cli.energy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A link to a port of this machine that can be held: what is sent meanwhile comes later. */
final class HeldLink implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean held;

  HeldLink(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Nothing passes and neither end is told; or all that waited does. */
  synchronized void hold(boolean on) {
    held = on;
    notifyAll();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        daemon(() -> pump(near, far));
        daemon(() -> pump(far, near));
      }
    } catch (IOException closed) {
      hold(false); // the test is over
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        awaitFree();
        out.write(buffer, 0, size);
      }
    } catch (IOException | InterruptedException gone) {
      sockets.remove(from); // one end is gone: so is the other
    }
  }

  private synchronized void awaitFree() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "held-link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    hold(false);
  }
}
