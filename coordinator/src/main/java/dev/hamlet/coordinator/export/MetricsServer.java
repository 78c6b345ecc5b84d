package dev.hamlet.coordinator.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hamlet.common.error.PortFailure;
import dev.hamlet.coordinator.export.view.FleetView;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The coordinator's HTTP face: {@code /metrics}, {@code /healthz} (the process lives) and {@code
 * /readyz} (it can take work; 503 with a sentence if not).
 *
 * <p>Threads: two of its own; a request that finds both busy and 64 waiting is served by the
 * accepting thread.
 */
public final class MetricsServer implements AutoCloseable {

  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExecutorService executor;
  private final ProcessMetrics process;

  /**
   * Starts the server.
   *
   * @param address where to listen; port 0 for any free one
   * @param view what the figures come from
   * @param deviceStates the words of all states of a device
   * @param facts of this coordinator
   * @param pools its pools of threads, by name
   * @param notReady why it cannot take work; empty if it can
   */
  public MetricsServer(
      InetSocketAddress address,
      FleetView view,
      List<String> deviceStates,
      ServerFacts facts,
      Map<String, ThreadPoolExecutor> pools,
      Supplier<String> notReady) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new FleetCollector(view, facts.trials(), deviceStates));
    registry.register(new ExperimentCollector(view));
    registry.register(new ServerCollector(facts));
    server = listen(address);
    process = new ProcessMetrics(registry, pools);
    executor =
        new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(BACKLOG),
            task -> daemon(task),
            new ThreadPoolExecutor.CallerRunsPolicy());
    server.setExecutor(executor);
    server.createContext("/metrics", new MetricsHandler(registry));
    server.createContext("/healthz", exchange -> answer(exchange, 200, "ok"));
    server.createContext("/readyz", exchange -> ready(exchange, notReady.get()));
    server.createContext("/", exchange -> answer(exchange, 404, "see /metrics, /healthz, /readyz"));
    server.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    process.close();
  }

  private static HttpServer listen(InetSocketAddress address) {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw PortFailure.of(address, "HTTP", "--http-port", e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "http");
    thread.setDaemon(true);
    return thread;
  }

  private static void ready(HttpExchange exchange, String reason) throws IOException {
    answer(exchange, reason.isEmpty() ? 200 : 503, reason.isEmpty() ? "ready" : reason);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
