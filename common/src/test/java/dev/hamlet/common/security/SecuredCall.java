package dev.hamlet.common.security;

import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.VersionReply;
import dev.hamlet.proto.v1.VersionRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A server on this machine, and calls of it. */
final class SecuredCall implements AutoCloseable {

  private final Server server;

  SecuredCall(TransportSecurity security) throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                security.serverCredentials())
            .addService(new Versions())
            .build()
            .start();
  }

  /** The answer to a call over a connection of its own. */
  String answer(TransportSecurity client) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.getPort(), client.channelCredentials())
            .build();
    try {
      return OperatorGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .version(VersionRequest.getDefaultInstance())
          .getVersion();
    } finally {
      channel.shutdownNow();
      channel.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  /** Why a call fails, in our words; the platform's if we have none. */
  String failure(TransportSecurity client) throws InterruptedException {
    try {
      return "no failure but " + answer(client);
    } catch (StatusRuntimeException e) {
      return client.sentence(e, "here").orElse(e.toString() + " / " + e.getCause());
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Versions extends OperatorGrpc.OperatorImplBase {

    @Override
    public void version(VersionRequest request, StreamObserver<VersionReply> reply) {
      reply.onNext(VersionReply.newBuilder().setVersion("answered").build());
      reply.onCompleted();
    }
  }
}
