package dev.hamlet.coordinator.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.coordinator.export.DashboardLint.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The exceptions in {@code .lint}, in the form of Grafana's dashboard-linter. */
final class LintExclusions {

  private LintExclusions() {}

  /**
   * A rule that need not hold for one panel.
   *
   * @param rule its name
   * @param dashboard title
   * @param panel title
   * @param reason why
   */
  record Exclusion(String rule, String dashboard, String panel, String reason) {

    boolean covers(Finding finding) {
      return finding.rule().equals(rule)
          && finding.dashboard().equals(dashboard)
          && finding.panel().equals(panel);
    }
  }

  static List<Exclusion> read(Path file) throws IOException {
    List<Exclusion> exclusions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rule : load(file).path("exclusions").properties()) {
      for (JsonNode entry : rule.getValue().path("entries")) {
        exclusions.add(
            new Exclusion(
                rule.getKey(),
                entry.path("dashboard").asText(),
                entry.path("panel").asText(),
                entry.path("reason").asText()));
      }
    }
    return exclusions;
  }

  private static JsonNode load(Path file) throws IOException {
    Load yaml = new Load(LoadSettings.builder().build());
    return new ObjectMapper().valueToTree(yaml.loadFromString(Files.readString(file)));
  }
}
