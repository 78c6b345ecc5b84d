package dev.hamlet.coordinator.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The numbers that alerts compare metrics with, and what else dashboards share with rules. */
final class AlertLimits {

  private static final Path RULES = Path.of("..", "deploy", "prometheus", "rules");
  private static final Pattern CLAUSE = Pattern.compile("\\b(?:and|or|unless)\\b");
  private static final Pattern LIMIT =
      Pattern.compile("[<>]=?\\s*([0-9.]+)(?:\\s*\\*\\s*([0-9.]+))?\\s*$");

  private AlertLimits() {}

  /** Limits other than 0 of alerts that look at a metric alone; 0 is whether there is anything. */
  static List<Double> of(String metric) throws IOException {
    List<Double> limits = new ArrayList<>();
    for (JsonNode rule : rules("alerts.yml")) {
      for (String clause : CLAUSE.split(rule.path("expr").asText())) {
        Matcher limit = LIMIT.matcher(clause.strip());
        boolean about =
            PromQl.selectors(clause).stream().anyMatch(one -> one.metric().equals(metric));
        if (about && limit.find()) {
          limits.add(
              number(limit.group(1)) * (limit.group(2) == null ? 1 : number(limit.group(2))));
        }
      }
    }
    return limits.stream().filter(limit -> limit != 0).toList();
  }

  /** Names of recorded series. */
  static List<String> recorded() throws IOException {
    return rules("recording.yml").stream().map(rule -> rule.path("record").asText()).toList();
  }

  /** What the addresses of all runbooks begin with. */
  static List<String> runbooks() throws IOException {
    return rules("alerts.yml").stream()
        .map(rule -> rule.at("/annotations/runbook_url").asText())
        .map(url -> url.substring(0, url.indexOf('#')))
        .distinct()
        .toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static List<JsonNode> rules(String file) throws IOException {
    Load yaml = new Load(LoadSettings.builder().build());
    JsonNode document =
        new ObjectMapper().valueToTree(yaml.loadFromString(Files.readString(RULES.resolve(file))));
    List<JsonNode> rules = new ArrayList<>();
    document.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }
}
