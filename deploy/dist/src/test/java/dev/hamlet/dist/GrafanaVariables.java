package dev.hamlet.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variables of a dashboard, asked of a server one after the other and put into expressions as
 * Grafana does it: of a list each value is escaped for a regular expression, a single one is not.
 */
final class GrafanaVariables {

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");
  private static final Pattern QUERY_RESULT = Pattern.compile("query_result\\((.*)\\)");

  private final PrometheusCheck server;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> others = new LinkedHashMap<>();

  private GrafanaVariables(PrometheusCheck server) {
    this.server = server;
  }

  /** Fails if a variable has no value to choose. */
  static GrafanaVariables of(JsonNode dashboard, PrometheusCheck server) {
    GrafanaVariables variables = new GrafanaVariables(server);
    for (JsonNode variable : dashboard.at("/templating/list")) {
      variables.resolve(variable, dashboard.path("uid").asText());
    }
    return variables;
  }

  /** The expression as it is first, and again for every variable in it that has another choice. */
  List<String> fill(String expression) {
    List<String> filled = new ArrayList<>(List.of(with(values, expression)));
    others.forEach(
        (name, value) -> {
          if (pattern(name).matcher(expression).find()) {
            Map<String, String> changed = new LinkedHashMap<>(values);
            changed.put(name, value);
            filled.add(with(changed, expression));
          }
        });
    return filled;
  }

  private void resolve(JsonNode variable, String dashboard) {
    String name = variable.path("name").asText();
    String current = variable.at("/current/value").asText();
    if (!variable.path("type").asText().equals("query")) {
      values.put(name, current);
      return;
    }
    List<String> options = options(variable);
    if (options.isEmpty()) {
      throw new AssertionError(dashboard + ": nothing to choose for the variable " + name);
    }
    if (variable.path("multi").asBoolean()) {
      values.put(name, allOf(options, variable.path("allValue").asText()));
    } else {
      values.put(name, options.contains(current) ? current : options.get(0));
      String last = options.get(options.size() - 1);
      if (!last.equals(values.get(name))) {
        others.put(name, last);
      }
    }
  }

  private List<String> options(JsonNode variable) {
    String query = with(values, variable.at("/query/query").asText());
    Matcher labels = LABEL_VALUES.matcher(query);
    if (labels.matches()) {
      return server.labelValues(labels.group(2), labels.group(1));
    }
    Matcher result = QUERY_RESULT.matcher(query);
    if (!result.matches()) {
      throw new AssertionError("not understood: " + query);
    }
    String regex = variable.path("regex").asText();
    Pattern parts = Pattern.compile(regex.substring(1, regex.length() - 1));
    return server.lines(result.group(1)).stream()
        .map(parts::matcher)
        .filter(Matcher::find)
        .map(found -> found.group("value"))
        .toList();
  }

  private static String allOf(List<String> options, String allValue) {
    return allValue.isEmpty()
        ? options.stream().map(GrafanaVariables::escaped).collect(Collectors.joining("|", "(", ")"))
        : allValue;
  }

  /** Within quotes of PromQL a backslash is two. */
  private static String escaped(String value) {
    return value.replaceAll("[\\\\^$*+?.()|{}\\[\\]]", "\\\\\\\\$0");
  }

  private static String with(Map<String, String> values, String expression) {
    String filled = expression;
    for (Map.Entry<String, String> one : values.entrySet()) {
      filled =
          pattern(one.getKey())
              .matcher(filled)
              .replaceAll(Matcher.quoteReplacement(one.getValue()));
    }
    return filled;
  }

  private static Pattern pattern(String name) {
    return Pattern.compile("\\$(?:" + name + "\\b|\\{" + name + "(?::\\w+)?\\})");
  }
}
