package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page that compares variants shows, beyond what holds for all. */
class ComparePageTest {

  private Dashboard compare;

  @BeforeEach
  void read() throws IOException {
    compare =
        Dashboard.all().stream()
            .filter(one -> one.uid().equals("hamlet-compare"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void table_hasTheDifferenceOfAllFiveFigures() {
    assertThat(names(panel("Variants against the baseline")))
        .contains(
            "Δ latency",
            "Δ net energy",
            "Δ size",
            "Δ accuracy (points)",
            "Δ F1 (points)",
            "latency apart",
            "energy apart");
  }

  @Test
  void points_areNamedByModelAndVariant() {
    List<JsonNode> scatters =
        compare.panels().stream()
            .filter(panel -> panel.path("type").asText().equals("xychart"))
            .toList();
    assertThat(scatters).hasSize(2);
    assertThat(scatters)
        .allSatisfy(
            panel -> {
              assertThat(panel.at("/options/legend/showLegend").asBoolean()).isTrue();
              assertThat(panel.at("/transformations/2/id").asText()).isEqualTo("partitionByValues");
              assertThat(panel.at("/transformations/2/options/fields"))
                  .hasToString("[\"model\",\"variant\"]");
            });
  }

  @Test
  void variablesOfResults_followThoseBeforeThem() {
    List<String> chosen = new ArrayList<>();
    for (String name : List.of("experiment", "source", "model", "baseline", "variant", "devices")) {
      String query = compare.variable(name).at("/query/query").asText();
      assertThat(chosen).as(name).allMatch(before -> query.contains("\"$" + before + "\""));
      if (!name.equals("baseline") && !name.equals("variant")) {
        chosen.add(name);
      }
    }
    assertThat(compare.variableNames())
        .containsSubsequence("experiment", "source", "model", "baseline", "variant", "devices");
  }

  @Test
  void page_saysThatResultsLeave() {
    assertThat(compare.json().path("description").asText()).contains("leave 24 h after");
  }

  private JsonNode panel(String title) {
    return compare.panels().stream()
        .filter(panel -> panel.path("title").asText().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode panel) {
    List<String> names = new ArrayList<>();
    panel.at("/transformations/1/options/renameByName").forEach(name -> names.add(name.asText()));
    return names;
  }
}
