package dev.hamlet.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A coordinator that runs on this machine already, found by its port for metrics and health, which
 * is never encrypted.
 *
 * @param httpPort that port
 */
record RunningCoordinator(int httpPort) implements Supplier<Optional<String>> {

  private static final int PATIENCE_MS = 2_000;
  private static final int LONGEST_ANSWER = 4_096;

  /** What it says of itself; empty if there is none. */
  @Override
  public Optional<String> get() {
    try {
      boolean hamlet = body("/").contains("/readyz");
      return hamlet ? Optional.of("a coordinator runs: " + body("/readyz")) : Optional.empty();
    } catch (IOException ignored) {
      // Nobody listens, or it does not speak HTTP: no coordinator either way.
      return Optional.empty();
    }
  }

  private String body(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + httpPort + path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    try {
      boolean good = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
      try (InputStream stream = good ? connection.getInputStream() : connection.getErrorStream()) {
        return stream == null
            ? ""
            : new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
      }
    } finally {
      connection.disconnect();
    }
  }
}
