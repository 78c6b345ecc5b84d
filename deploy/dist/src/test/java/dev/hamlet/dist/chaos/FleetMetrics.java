package dev.hamlet.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** The metrics that a coordinator exports, by series. */
record FleetMetrics(Map<String, Double> values) {

  static FleetMetrics of(String http) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + http + "/metrics")).build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    Map<String, Double> values = new HashMap<>();
    body.lines()
        .filter(line -> !line.startsWith("#") && line.lastIndexOf(' ') > 0)
        .forEach(
            line -> {
              int end = line.lastIndexOf(' ');
              values.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
            });
    return new FleetMetrics(values);
  }

  /**
   * The counters of an experiment's trials are the rows of its results. A coordinator that was
   * started after its end does not export it any more.
   */
  void requireTrials(String experiment, Map<String, Integer> rowsByStatus) {
    String planned = "hamlet_experiment_cells_planned{experiment=\"%s\"}".formatted(experiment);
    if (!values.containsKey(planned)) {
      return;
    }
    for (String status : new String[] {"valid", "invalid", "failed"}) {
      String series =
          "hamlet_experiment_trials_total{experiment=\"%s\",result=\"%s\"}"
              .formatted(experiment, status);
      assertThat(values.getOrDefault(series, 0.0))
          .as(series)
          .isEqualTo(rowsByStatus.getOrDefault(status, 0).doubleValue());
    }
  }
}
