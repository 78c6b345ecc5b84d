package dev.hamlet.coordinator.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard of {@code grafana/dashboards}.
 *
 * @param file where it stands
 * @param json what it says
 */
record Dashboard(Path file, JsonNode json) {

  static final Path FOLDER = Path.of("..", "grafana", "dashboards");

  /**
   * An expression of a dashboard.
   *
   * @param panel title of its panel, or name of its annotation
   * @param text PromQL with the dashboard's variables
   */
  record Query(String panel, String text) {

    /** What it reads of a query of a variable, without the function around it. */
    static Query ofVariable(JsonNode variable) {
      String query = variable.at("/query/query").asText();
      return new Query(
          variable.path("name").asText(), query.replaceAll("label_values\\((.*), \\w+\\)", "$1"));
    }
  }

  /** All of them. */
  static List<Dashboard> all() throws IOException {
    List<Dashboard> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        all.add(new Dashboard(file, new ObjectMapper().readTree(file.toFile())));
      }
    }
    return all;
  }

  String uid() {
    return json.path("uid").asText();
  }

  String title() {
    return json.path("title").asText();
  }

  /** Its panels, those in collapsed rows too, without the rows themselves. */
  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    collect(json.path("panels"), panels);
    return panels;
  }

  /** What its panels ask for. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      panel
          .path("targets")
          .forEach(target -> queries.add(query(panel.path("title").asText(), target)));
    }
    return queries;
  }

  /** What its panels and annotations ask for. */
  List<Query> queriesAndAnnotations() {
    List<Query> queries = new ArrayList<>(queries());
    json.at("/annotations/list")
        .forEach(annotation -> queries.add(query(annotation.path("name").asText(), annotation)));
    return queries;
  }

  /** What panels, annotations and variables ask for. */
  List<Query> everything() {
    List<Query> queries = new ArrayList<>(queriesAndAnnotations());
    variables().stream()
        .filter(variable -> variable.path("type").asText().equals("query"))
        .forEach(variable -> queries.add(Query.ofVariable(variable)));
    return queries;
  }

  /** Its variables. */
  List<JsonNode> variables() {
    List<JsonNode> variables = new ArrayList<>();
    json.at("/templating/list").forEach(variables::add);
    return variables;
  }

  List<String> variableNames() {
    return variables().stream().map(variable -> variable.path("name").asText()).toList();
  }

  /** The variable of that name; empty if there is none. */
  JsonNode variable(String name) {
    return variables().stream()
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseGet(() -> json.path("no such variable"));
  }

  /** Variables that the panel, or the row that holds it, is shown once for each value of. */
  static List<String> repeats(Dashboard dashboard, JsonNode panel) {
    List<String> repeats = new ArrayList<>();
    repeats.add(panel.path("repeat").asText());
    for (JsonNode row : dashboard.json().path("panels")) {
      for (JsonNode inside : row.path("panels")) {
        if (inside.path("id").equals(panel.path("id"))) {
          repeats.add(row.path("repeat").asText());
        }
      }
    }
    return repeats;
  }

  /** The expressions behind a column of a table; of all its targets if it is not renamed. */
  static List<String> column(JsonNode panel, String name) {
    List<String> all = new ArrayList<>();
    List<String> own = new ArrayList<>();
    for (JsonNode target : panel.path("targets")) {
      String expression = target.path("expr").asText();
      all.add(expression);
      String value = "Value #" + target.path("refId").asText();
      boolean renamed =
          panel.path("transformations").findParents(value).stream()
              .anyMatch(names -> names.path(value).asText().equals(name));
      if (renamed || target.path("legendFormat").asText().equals(name)) {
        own.add(expression);
      }
    }
    return own.isEmpty() ? all : own;
  }

  @Override
  public String toString() {
    return uid();
  }

  private static void collect(JsonNode panels, List<JsonNode> into) {
    for (JsonNode panel : panels) {
      if (!panel.path("type").asText().equals("row")) {
        into.add(panel);
      }
      collect(panel.path("panels"), into);
    }
  }

  private static Query query(String panel, JsonNode of) {
    return new Query(panel, of.path("expr").asText());
  }
}
