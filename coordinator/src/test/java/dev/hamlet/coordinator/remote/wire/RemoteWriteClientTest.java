package dev.hamlet.coordinator.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.proto.remote.v1.Label;
import dev.hamlet.proto.remote.v1.TimeSeries;
import dev.hamlet.proto.remote.v1.WriteRequest;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteWriteClientTest {

  private record Request(Headers headers, ByteString body) {}

  private static final List<StampedSeries> BATCH =
      List.of(
          new StampedSeries(
              new SeriesName("tx2-1", "VDD_IN", "supply", true),
              new long[] {1_700_000_000_000L, 1_700_000_000_001L},
              new double[] {4.25, -0.5}));

  private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(4);
  private HttpServer server;
  private int status = 204;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/write",
        exchange -> {
          requests.add(
              new Request(
                  exchange.getRequestHeaders(), ByteString.readFrom(exchange.getRequestBody())));
          exchange.getResponseHeaders().set("Retry-After", "3");
          byte[] said = "so it is\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, status == 204 ? -1 : said.length);
          if (status != 204) {
            exchange.getResponseBody().write(said);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void request_isWhatTheSpecificationSays() throws Exception {
    assertThat(client(Map.of("X-Scope-OrgID", "lab")).send(BATCH).status()).isEqualTo(204);

    Request request = requests.take();
    assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("snappy");
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
    assertThat(request.headers().getFirst("X-Prometheus-Remote-Write-Version")).isEqualTo("0.1.0");
    assertThat(request.headers().getFirst("X-Scope-OrgID")).isEqualTo("lab");
    TimeSeries series =
        WriteRequest.parseFrom(unpacked(request.body().toByteArray())).getTimeseries(0);
    assertThat(series.getLabelsList())
        .extracting(Label::getName, Label::getValue)
        .containsExactly(
            tuple("__name__", "hamlet_device_power_raw_watts"),
            tuple("device", "tx2-1"),
            tuple("rail", "VDD_IN"),
            tuple("scope", "supply"),
            tuple("simulated", "true"));
    assertThat(series.getSamples(0).getTimestamp()).isEqualTo(1_700_000_000_000L);
    assertThat(series.getSamples(1).getValue()).isEqualTo(-0.5);
  }

  @Test
  void refusal_carriesWhatTheServerSaid() throws Exception {
    status = 429;
    WriteReply reply = client(Map.of()).send(BATCH);
    assertThat(reply.body()).isEqualTo("so it is");
    assertThat(reply.retryAfter()).contains(Duration.ofSeconds(3));
  }

  @Test
  void nobodyThere_isNoAnswer() throws Exception {
    RemoteWriteClient client = client(Map.of());
    server.stop(0);
    assertThat(client.send(BATCH).code()).isEqualTo("none");
  }

  @Test
  void badAddressesAndHeaders_areRefused() {
    for (String bad :
        List.of("prometheus:9090", "ftp://a/b", "http://", "http://u:p@host/", "a b")) {
      assertThatThrownBy(() -> RemoteTarget.of(bad)).isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> client(Map.of("content-type", "text/plain")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () ->
                new RemoteWriteClient(
                    new RemoteTarget(URI.create("https://localhost/"), Map.of(), "no certificate")))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void target_neverShowsItsHeaders() {
    assertThat(new RemoteTarget(URI.create("http://h/w"), Map.of("Authorization", "secret"), null))
        .hasToString("http://h/w");
  }

  private RemoteWriteClient client(Map<String, String> headers) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write");
    return new RemoteWriteClient(new RemoteTarget(url, headers, null));
  }

  private static byte[] unpacked(byte[] packed) {
    byte[] plain = new byte[SnappyDecompressor.getUncompressedLength(packed, 0)];
    int length =
        new SnappyDecompressor().decompress(packed, 0, packed.length, plain, 0, plain.length);
    return Arrays.copyOf(plain, length);
  }
}
