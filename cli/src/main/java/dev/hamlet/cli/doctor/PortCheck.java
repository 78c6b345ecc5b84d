package dev.hamlet.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A port that a coordinator listens on: free, or its own.
 *
 * @param name what the port is for
 * @param coordinator what a coordinator that answers there says of itself; empty if none does
 */
record PortCheck(String name, int port, Supplier<Optional<String>> coordinator) implements Check {

  @Override
  public List<Finding> look() {
    if (isFree()) {
      return List.of(Finding.ok(name, "port " + port + " is free"));
    }
    return List.of(
        coordinator
            .get()
            .map(words -> Finding.ok(name, "port " + port + ": " + words))
            .orElseGet(
                () ->
                    Finding.fail(
                        name,
                        "another program has port " + port + ", or this user may not have it",
                        "end it (ss -ltnp shows it), or choose another port from 1024 on")));
  }

  private boolean isFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException ignored) {
      // In use, or not for this user: in both cases nobody can listen there.
      return false;
    }
  }
}
