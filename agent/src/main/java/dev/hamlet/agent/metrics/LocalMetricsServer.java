package dev.hamlet.agent.metrics;

import com.sun.net.httpserver.HttpServer;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.error.PortFailure;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * {@code /metrics} of one agent, on loopback only. One thread of its own serves one scrape at a
 * time.
 */
public final class LocalMetricsServer implements AutoCloseable {

  private static final int BACKLOG = 4;

  private final HttpServer server;

  /**
   * Starts to serve.
   *
   * @param port 0 for any free one
   * @throws HamletException RESOURCE if the port is taken
   */
  public LocalMetricsServer(int port, LocalView view) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new LocalCollector(view));
    server = listen(port);
    server.createContext("/metrics", new MetricsHandler(registry));
    server.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static HttpServer listen(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw PortFailure.of(address, "metrics", "--metrics-port", e);
    }
  }
}
