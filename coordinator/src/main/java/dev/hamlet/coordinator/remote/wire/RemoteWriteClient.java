package dev.hamlet.coordinator.remote.wire;

import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteReply;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests of remote write 1.0 to one server, one after the other over one connection.
 *
 * <p>Threads: one at a time; a call waits for the answer, at most half a minute.
 */
public final class RemoteWriteClient {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final RemoteTarget target;
  private final HttpClient http;

  /** A client of a server; nothing is sent yet. */
  public RemoteWriteClient(RemoteTarget target) {
    this.target = target;
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN);
    if (target.trust() != null) {
      client.sslContext(TrustedCertificates.context(target.trust()));
    }
    this.http = client.build();
  }

  /** Where it sends. */
  public RemoteTarget target() {
    return target;
  }

  /**
   * Sends a request once.
   *
   * @throws InterruptedException if the thread was interrupted; the server may have the samples
   */
  public WriteReply send(List<StampedSeries> batch) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.url())
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .header("User-Agent", "hamlet")
            .POST(BodyPublishers.ofByteArray(WriteRequests.encode(batch)));
    target.headers().forEach(request::header);
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> said = answer.get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return new WriteReply(
          said.statusCode(), new String(said.body(), StandardCharsets.UTF_8), retryAfter(said));
    } catch (ExecutionException e) {
      return WriteReply.none(why(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      return WriteReply.none("not within " + ANSWER_WITHIN.toSeconds() + " s");
    } finally {
      answer.cancel(true);
    }
  }

  private static String why(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** Seconds only; a date there is passed over, the usual delays then hold. */
  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
