package dev.hamlet.agent.uplink;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;

/** A fake coordinator behind an in-process connection. */
final class InProcess implements AutoCloseable {

  /** No test waits long for a reconnect. */
  static final LinkSettings QUICK =
      new LinkSettings(
          Duration.ofMillis(10),
          Duration.ofMillis(40),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  private final Server server;
  private final ManagedChannel channel;

  InProcess(FakeCoordinator coordinator) {
    String name = UUID.randomUUID().toString();
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
    coordinator.services().forEach(builder::addService);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).build();
  }

  /** The coordinator is gone. */
  void stopServer() {
    server.shutdownNow();
  }

  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    Channels.close(channel);
    server.shutdownNow();
  }
}
