package dev.hamlet.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every PromQL expression that the repository ships. */
final class Expressions {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:\"])(?:\\w+:)?hamlet_\\w+(?::\\w+)?(?:\\{[^}]*\\})?");

  /**
   * An expression.
   *
   * @param source where it stands
   * @param text as a server takes it
   */
  record Expression(String source, String text) {}

  private Expressions() {}

  static Path rules() {
    return ROOT.resolve("deploy").resolve("prometheus").resolve("rules");
  }

  /** Of recording rules. */
  static List<Expression> ofRecordingRules() throws IOException {
    return ofRules("record");
  }

  /** What alerts look at, within the last ten minutes: their conditions rarely hold. */
  static List<Expression> selectorsOfAlerts() throws IOException {
    List<Expression> selectors = new ArrayList<>();
    for (Expression alert : ofRules("alert")) {
      TreeSet<String> found = new TreeSet<>();
      Matcher matcher = SELECTOR.matcher(alert.text());
      while (matcher.find()) {
        found.add(matcher.group());
      }
      found.stream()
          .map(selector -> "last_over_time(" + selector + "[10m])")
          .forEach(text -> selectors.add(new Expression(alert.source(), text)));
    }
    return selectors;
  }

  /**
   * Of panels and annotations of every dashboard, with its variables as they are when it is opened
   * for the first time; one that has no value yet matches everything.
   */
  static List<Expression> ofDashboards() throws IOException {
    List<Expression> all = new ArrayList<>();
    for (Path file : files(ROOT.resolve("grafana").resolve("dashboards"), ".json")) {
      JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
      String name = file.getFileName().toString();
      List<Expression> raw = new ArrayList<>();
      panels(dashboard.path("panels"), name, raw);
      for (JsonNode annotation : dashboard.at("/annotations/list")) {
        add(annotation, name + ": annotation " + annotation.path("name").asText(), raw);
      }
      JsonNode variables = dashboard.at("/templating/list");
      raw.forEach(one -> all.add(new Expression(one.source(), filled(one.text(), variables))));
    }
    return all;
  }

  private static void panels(JsonNode panels, String dashboard, List<Expression> into) {
    for (JsonNode panel : panels) {
      for (JsonNode target : panel.path("targets")) {
        add(target, dashboard + ": " + panel.path("title").asText(), into);
      }
      panels(panel.path("panels"), dashboard, into);
    }
  }

  private static void add(JsonNode target, String source, List<Expression> into) {
    if (target.hasNonNull("expr")) {
      into.add(new Expression(source, target.path("expr").asText()));
    }
  }

  private static String filled(String expression, JsonNode variables) {
    String filled = withIntervals(expression);
    for (JsonNode variable : variables) {
      String value = variable.at("/current/value").asText();
      String name = variable.path("name").asText();
      filled =
          filled.replaceAll(
              "\\$(?:" + name + "\\b|\\{" + name + "(?::\\w+)?\\})",
              Matcher.quoteReplacement(value.isEmpty() || value.startsWith("$") ? ".*" : value));
    }
    return filled;
  }

  private static String withIntervals(String expression) {
    return expression
        .replaceAll("\\$(?:__rate_interval|\\{__rate_interval\\})", "30s")
        .replaceAll("\\$(?:__range|\\{__range\\})", "5m")
        .replaceAll("\\$(?:__interval|\\{__interval\\})", "5s");
  }

  @SuppressWarnings("unchecked") // the file's structure, which promtool checks
  private static List<Expression> ofRules(String kind) throws IOException {
    List<Expression> all = new ArrayList<>();
    for (Path file : files(rules(), ".yml")) {
      var document =
          (Map<String, List<Map<String, Object>>>)
              new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      for (var group : document.getOrDefault("groups", List.of())) {
        for (var rule : (List<Map<String, Object>>) group.getOrDefault("rules", List.of())) {
          if (rule.containsKey(kind)) {
            all.add(
                new Expression(
                    rule.get(kind).toString(), rule.getOrDefault("expr", "").toString()));
          }
        }
      }
    }
    return all;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
