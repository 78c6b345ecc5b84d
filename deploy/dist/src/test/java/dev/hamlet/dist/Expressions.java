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
   * @param written as it stands there, with variables
   * @param text as a server takes it
   */
  record Expression(String source, String written, String text) {}

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
          .forEach(text -> selectors.add(new Expression(alert.source(), text, text)));
    }
    return selectors;
  }

  /**
   * Of panels and annotations of every dashboard, with its variables as they are when it is opened
   * for the first time, and with the last choice of each that has one choice at a time.
   */
  static List<Expression> ofDashboards(PrometheusCheck server) throws IOException {
    List<Expression> all = new ArrayList<>();
    for (Path file : files(ROOT.resolve("grafana").resolve("dashboards"), ".json")) {
      JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
      GrafanaVariables variables = GrafanaVariables.of(dashboard, server);
      for (Expression one : written(dashboard, file.getFileName().toString())) {
        for (String text : variables.fill(one.written())) {
          all.add(new Expression(one.source(), one.written(), withIntervals(text)));
        }
      }
    }
    return all;
  }

  private static List<Expression> written(JsonNode dashboard, String name) {
    List<Expression> written = new ArrayList<>();
    panels(dashboard.path("panels"), name, written);
    for (JsonNode annotation : dashboard.at("/annotations/list")) {
      add(annotation, name + ": annotation " + annotation.path("name").asText(), written);
    }
    return written;
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
      String text = target.path("expr").asText();
      into.add(new Expression(source, text, text));
    }
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
            String text = rule.getOrDefault("expr", "").toString();
            all.add(new Expression(rule.get(kind).toString(), text, text));
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
