package dev.hamlet.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.uplink.outbox.OutboxCounters;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.metrics.MetricTable;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.vitals.Vitals;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LocalMetricsServerTest {

  private static final long MS = 1_000_000;
  private static final Pattern MARKED =
      Pattern.compile("(?s)(<!-- agent -->\n).*?(<!-- /agent -->)");

  private final LocalPower power =
      new LocalPower(
          new SensorGroup(
              "s",
              "power",
              "twin",
              true,
              1_000,
              0,
              0,
              0,
              List.of(new Rail("VDD_IN", RailScope.SUPPLY, 0))),
          batch -> {});

  @Test
  void scrape_showsEveryMetricOfTheList() throws Exception {
    power.accept(batch(0, 5_000));
    power.accept(batch(250, 5_000));
    try (LocalMetricsServer server = new LocalMetricsServer(0, view())) {
      String page = get(server.port());
      // 500 samples of 5 W, 1 ms apart
      assertThat(page)
          .contains(
              "hamlet_local_power_watts{rail=\"VDD_IN\",scope=\"supply\",simulated=\"true\"} 5.0",
              "hamlet_local_energy_joules_total{rail=\"VDD_IN\",scope=\"supply\",simulated=\"true\"} 2.49",
              "hamlet_local_coordinator_connected 1");
      Set<String> scraped = new TreeSet<>();
      Matcher types = Pattern.compile("# TYPE (\\S+)").matcher(page);
      while (types.find()) {
        scraped.add(types.group(1));
      }
      Set<String> named = new TreeSet<>();
      LocalMetrics.ALL.forEach(metric -> named.add(metric.exposedName()));
      assertThat(scraped).isEqualTo(named);
    }
  }

  @Test
  void names_areNoneOfTheCoordinator() {
    assertThat(LocalMetrics.ALL)
        .allSatisfy(metric -> assertThat(metric.name()).startsWith("hamlet_local_"));
  }

  @Test
  void hole_isNotBridged() {
    power.accept(batch(0, 5_000));
    power.accept(batch(1_000, 5_000));
    assertThat(power.figures().get(0).energyJoules())
        .isCloseTo(5 * 2 * 0.249, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void busyPort_isNamedWithItsMend() {
    try (LocalMetricsServer server = new LocalMetricsServer(0, view())) {
      assertThatThrownBy(() -> new LocalMetricsServer(server.port(), view()))
          .isInstanceOf(HamletException.class)
          .hasMessageContaining("--metrics-port");
    }
  }

  @Test
  void metricsPage_isWhatTheListSays() throws Exception {
    Path page = Path.of("..", "docs", "metrics.md");
    String text = Files.readString(page);
    String wanted =
        MARKED
            .matcher(text)
            .replaceFirst("$1" + Matcher.quoteReplacement(MetricTable.of(LocalMetrics.ALL)) + "$2");
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.writeString(page, wanted);
    }
    assertThat(page).as("write it anew with -Dhamlet.docs.write=true").hasContent(wanted);
  }

  private LocalView view() {
    return new LocalView(
        "0.1.0",
        "tx2-1",
        () -> true,
        "power",
        power,
        true,
        () -> new SamplingCounters(10, 8, 1, 1, 1, 0, 4),
        () -> List.of(new Temperature("BCPU-therm", 41)),
        () ->
            new Vitals(
                Map.of("a57", 2_035_200_000L),
                Map.of(),
                Double.NaN,
                Double.NaN,
                Map.of("cpu-balanced", false),
                0.02,
                OptionalLong.empty()),
        () -> new OutboxCounters(5, 4, 1, 0, 0, 0, 0, 0),
        () -> 0);
  }

  private static SampleBatch batch(long startMs, long milliwatts) {
    return new SampleBatch(
        "s",
        "power",
        List.of(ColumnSpec.milliwatts("VDD_IN")),
        LongStream.range(0, 250).map(i -> (startMs + i) * MS).toArray(),
        new int[250],
        new long[][] {LongStream.range(0, 250).map(i -> milliwatts).toArray()},
        SamplingCounters.NONE);
  }

  private static String get(int port) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
