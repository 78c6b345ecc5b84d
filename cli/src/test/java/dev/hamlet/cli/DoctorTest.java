package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hamlet.cli.doctor.FakeMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as a whole. */
class DoctorTest {

  @TempDir private Path folder;

  @Test
  void aBoardThatLacksSomething_endsWithOneAndSaysWhatToDo() {
    FakeMachine.tx2(folder.resolve("card"));
    CommandLineFixture hamlet = new CommandLineFixture(folder, Map.of());
    assertThat(hamlet.run("doctor", "--root", folder.resolve("card").toString())).isEqualTo(1);
    assertThat(hamlet.out()).contains("sensor setting", "-> ", " warn, ", " fail");
    assertThat(hamlet.err()).isEmpty();
  }

  @Test
  void json_holdsEveryFinding() throws IOException {
    FakeMachine.tx2(folder.resolve("card"));
    CommandLineFixture hamlet = new CommandLineFixture(folder, Map.of());
    hamlet.run("doctor", "board", "--json", "--root", folder.resolve("card").toString());
    JsonNode diagnosis = new JsonMapper().readTree(hamlet.out());
    assertThat(diagnosis.get("role").asText()).isEqualTo("board");
    assertThat(diagnosis.get("outcome").asText()).isEqualTo("fail");
    assertThat(diagnosis.get("findings")).isNotEmpty();
    assertThat(diagnosis.get("findings"))
        .allSatisfy(
            finding ->
                assertThat(finding.fieldNames())
                    .toIterable()
                    .containsExactly("check", "outcome", "found", "mend"));
  }

  @Test
  void aCoordinatorsMachine_isLookedAtForACoordinator() throws IOException {
    HttpServer coordinator =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    coordinator.createContext("/", exchange -> answer(exchange, 404, "see /metrics, /readyz"));
    coordinator.createContext("/readyz", exchange -> answer(exchange, 503, "the disk is full"));
    coordinator.start();
    try {
      int port = coordinator.getAddress().getPort();
      CommandLineFixture hamlet = new CommandLineFixture(folder, Map.of());
      hamlet.run(
          "doctor",
          "coordinator",
          "--grpc-port",
          Integer.toString(port),
          "--http-port",
          Integer.toString(port));
      assertThat(hamlet.out()).contains("grpc port", "coordinator runs: the disk is full", "tls");
      assertThat(hamlet.out()).doesNotContain("sensor");
    } finally {
      coordinator.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void anotherRole_isRefused() {
    CommandLineFixture hamlet = new CommandLineFixture(folder, Map.of());
    assertThat(hamlet.run("doctor", "patient")).isEqualTo(2);
    assertThat(hamlet.err()).contains("patient").hasLineCount(1);
  }
}
