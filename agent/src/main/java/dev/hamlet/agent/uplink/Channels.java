package dev.hamlet.agent.uplink;

import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.wire.KeepAlive;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;

/** Opens connections to the coordinator. */
public final class Channels {

  /** Largest message taken, in bytes; a lease of a thousand cells is far smaller. */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  private Channels() {}

  /**
   * A connection, made when it is first used. A peer that is silent is asked, and given up if it
   * does not answer: {@link KeepAlive}.
   */
  public static ManagedChannel open(String host, int port, TransportSecurity security) {
    return NettyChannelBuilder.forAddress(host, port, security.channelCredentials())
        .keepAliveTime(KeepAlive.ASK_AFTER.toSeconds(), TimeUnit.SECONDS)
        .keepAliveTimeout(KeepAlive.GIVE_UP_AFTER.toSeconds(), TimeUnit.SECONDS)
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .build();
  }

  /** Closes a connection; waits a little for what is on its way. */
  public static void close(ManagedChannel channel) {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
