package dev.hamlet.common.security;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A server on this machine that answers "answered", and calls of it. Knows no message of Hamlet.
 */
final class SecuredCall implements AutoCloseable {

  private static final MethodDescriptor<String, String> ASK =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("hamlet.test.Secured/Ask")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private final Server server;

  SecuredCall(TransportSecurity security) throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                security.serverCredentials())
            .addService(
                ServerServiceDefinition.builder("hamlet.test.Secured")
                    .addMethod(
                        ASK,
                        ServerCalls.asyncUnaryCall(
                            (request, reply) -> {
                              reply.onNext("answered");
                              reply.onCompleted();
                            }))
                    .build())
            .build()
            .start();
  }

  /** The answer to a call over a connection of its own. */
  String answer(TransportSecurity client) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.getPort(), client.channelCredentials())
            .build();
    try {
      return ClientCalls.blockingUnaryCall(
          channel, ASK, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), "ask");
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

  private static final class Text implements MethodDescriptor.Marshaller<String> {

    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream bytes) {
      try {
        return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
