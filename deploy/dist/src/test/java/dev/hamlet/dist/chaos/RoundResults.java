package dev.hamlet.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.dist.Csv;
import dev.hamlet.proto.v1.ResultsRequest.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The results of a round, as its documents give them.
 *
 * @param document results.json
 * @param rows trials.csv
 * @param leases how many leases trials were measured under
 */
record RoundResults(JsonNode document, List<Map<String, String>> rows, int leases) {

  /** What two runs of an experiment on the same boards must have in common, figures aside. */
  record CellOutcome(
      String device,
      String variant,
      String identity,
      String artifact,
      String quality,
      String verdict,
      int trials) {}

  static RoundResults of(OperatorClient operator, String experiment) throws IOException {
    JsonNode document =
        new JsonMapper().readTree(text(operator, experiment, Document.RESULTS_JSON));
    List<Map<String, String>> rows = Csv.rows(text(operator, experiment, Document.TRIALS_CSV));
    Set<String> leases = new TreeSet<>();
    rows.forEach(row -> leases.add(row.getOrDefault("fencing_token", "")));
    return new RoundResults(document, rows, leases.size());
  }

  /** Every cell; of its predictions what was made of them. */
  Set<CellOutcome> outcomes() {
    return IntStream.range(0, document.path("cells").size())
        .mapToObj(i -> outcome(document.path("cells").get(i)))
        .collect(Collectors.toSet());
  }

  private static CellOutcome outcome(JsonNode cell) {
    return new CellOutcome(
        cell.path("device").asText(),
        cell.path("variant").asText(),
        cell.path("identity").asText(),
        cell.path("artifact").asText(),
        "%s %s %s %s of %s"
            .formatted(
                cell.path("accuracy"),
                cell.path("precision_macro"),
                cell.path("recall_macro"),
                cell.path("f1_macro"),
                cell.path("inputs_evaluated")),
        cell.at("/verdict/state").asText().replace("not_converged", "converged"),
        cell.path("trials").asInt());
  }

  /** Each trial stands there once, and the numbers of each cell go from 1 on without a gap. */
  void requireWholeNumbers() {
    Map<String, Set<Integer>> numbers = new TreeMap<>();
    for (Map<String, String> row : rows) {
      String cell = row.getOrDefault("cell_id", "");
      int number = Integer.parseInt(row.getOrDefault("trial", ""));
      assertThat(numbers.computeIfAbsent(cell, key -> new TreeSet<>()).add(number))
          .as("trial %d of %s stands there once", number, cell)
          .isTrue();
    }
    numbers.forEach(
        (cell, ofCell) ->
            assertThat(ofCell)
                .as("trials of %s", cell)
                .containsExactlyElementsOf(
                    IntStream.rangeClosed(1, ofCell.size()).boxed().toList()));
  }

  /** The counts in the cells are those of the rows, and rows say that they are simulated. */
  void requireCounts() {
    for (JsonNode cell : document.path("cells")) {
      String id = cell.path("cell_id").asText();
      Map<String, Integer> counted =
          count(rows.stream().filter(row -> id.equals(row.get("cell_id"))).toList());
      assertThat(cell.path("trials").asInt()).isEqualTo(counted.getOrDefault("valid", 0));
      assertThat(cell.path("trials_invalid").asInt()).isEqualTo(counted.getOrDefault("invalid", 0));
      assertThat(cell.path("trials_failed").asInt()).isEqualTo(counted.getOrDefault("failed", 0));
    }
    for (Map<String, String> row : rows) {
      assertThat(row).containsEntry("simulated", "true");
      assertThat(row.getOrDefault("reason", "").isEmpty())
          .as("a trial that does not count says why: %s", row)
          .isEqualTo("valid".equals(row.get("status")));
    }
  }

  Map<String, Integer> trialsByStatus() {
    return count(rows);
  }

  private static Map<String, Integer> count(List<Map<String, String>> rows) {
    Map<String, Integer> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(row.getOrDefault("status", ""), 1, Integer::sum));
    return counts;
  }

  private static String text(OperatorClient operator, String experiment, Document document)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    operator.results(experiment, document, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
