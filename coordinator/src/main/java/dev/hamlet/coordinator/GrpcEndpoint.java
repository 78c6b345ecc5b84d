package dev.hamlet.coordinator;

import dev.hamlet.common.error.PortFailure;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.wire.KeepAlive;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The gRPC server: services, health, reflection, and the bounds on what a peer may ask of it.
 *
 * <p>Calls run on {@value #THREADS} threads; when {@value #WAITING} steps of calls wait, the
 * transport's own threads work them off, which slows the senders down.
 */
final class GrpcEndpoint implements AutoCloseable {

  private static final int THREADS = 8;
  private static final int WAITING = 4_096;
  private static final int MAX_MESSAGE_BYTES = 8 << 20;
  private static final int MAX_CALLS_PER_CONNECTION = 200;
  private static final int STOP_WITHIN_S = 3;

  private final HealthStatusManager health = new HealthStatusManager();
  private final ThreadPoolExecutor executor = executor();
  private final Server server;

  GrpcEndpoint(
      InetSocketAddress address,
      TransportSecurity security,
      ServerInterceptor meter,
      List<BindableService> services) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address, security.serverCredentials())
            .executor(executor)
            .intercept(meter)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
            .permitKeepAliveTime(KeepAlive.PERMITTED.toSeconds(), TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(KeepAlive.SERVER_ASKS_AFTER.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(KeepAlive.GIVE_UP_AFTER.toSeconds(), TimeUnit.SECONDS)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance());
    services.forEach(builder::addService);
    server = start(builder, address);
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdownNow();
    try {
      server.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS);
      executor.shutdown();
      executor.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
  }

  private Server start(NettyServerBuilder builder, InetSocketAddress address) {
    try {
      return builder.build().start();
    } catch (IOException e) {
      executor.shutdownNow();
      throw PortFailure.of(address, "gRPC", "--grpc-port", e);
    }
  }

  private static ThreadPoolExecutor executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> daemon(work),
            new ThreadPoolExecutor.CallerRunsPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "grpc");
    thread.setDaemon(true);
    return thread;
  }
}
