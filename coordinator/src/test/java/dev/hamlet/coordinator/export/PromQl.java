package dev.hamlet.coordinator.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as checks of expressions need; Prometheus itself parses them elsewhere. */
final class PromQl {

  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern ARGUMENT = Pattern.compile(",\\s*\"[^\"]*\"");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.:$])([a-zA-Z_:][\\w:]*)(\\{[^}]*\\})?(\\s*\\()?");
  private static final Pattern RATE =
      Pattern.compile("\\b(?:rate|irate|increase)\\s*\\(([^()]*)\\[([^\\]]+)\\]\\s*\\)");
  private static final Pattern AGGREGATION =
      Pattern.compile(
          "\\b(?:sum|min|max|avg|count|group|stddev|stdvar)\\s*(?:by\\s*\\(([^)]*)\\)\\s*)?\\(");
  private static final Set<String> WORDS = Set.of("or", "and", "unless", "bool", "offset");

  private PromQl() {}

  /**
   * Series that an expression reads.
   *
   * @param metric name
   * @param matchers what stands in its braces, these included; empty without braces
   * @param inRate whether it is the direct argument of rate, irate or increase
   */
  record Selector(String metric, String matchers, boolean inRate) {

    boolean has(String matcher) {
      return matchers.contains("{" + matcher) || matchers.contains("," + matcher);
    }

    /** Whether one value of the label is asked for. */
    boolean pins(String label) {
      return has(label + "=\"");
    }
  }

  /**
   * A figure over many series.
   *
   * @param kept labels that it is made for each value of
   * @param body what stands in its parentheses
   */
  record Aggregation(Set<String> kept, String body) {

    boolean keeps(String label) {
      return kept.contains(label);
    }
  }

  /** All aggregations of an expression, those within others too. */
  static List<Aggregation> aggregations(String expression) {
    List<Aggregation> found = new ArrayList<>();
    Matcher matcher = AGGREGATION.matcher(expression);
    while (matcher.find()) {
      Set<String> kept = new HashSet<>();
      if (matcher.group(1) != null) {
        kept.addAll(List.of(matcher.group(1).trim().split("\\s*,\\s*")));
      }
      found.add(new Aggregation(kept, inParentheses(expression, matcher.end())));
    }
    return found;
  }

  /** What stands from there to the parenthesis that closes the one before. */
  private static String inParentheses(String text, int from) {
    int open = 1;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted) {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (open == 0) {
        return text.substring(from, i);
      }
    }
    throw new IllegalArgumentException("parentheses do not match: " + text);
  }

  /** What an expression reads; names of labels are none of it. */
  static List<Selector> selectors(String expression) {
    String text = GROUPING.matcher(expression).replaceAll("");
    text = ARGUMENT.matcher(text).replaceAll("");
    List<Selector> selectors = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      boolean function = name.group(3) != null;
      if (!function && !WORDS.contains(name.group(1))) {
        String before = text.substring(0, name.start());
        boolean inRate = before.matches("(?s).*\\b(?:rate|irate|increase)\\s*\\(\\s*");
        String matchers = name.group(2) == null ? "" : name.group(2);
        selectors.add(new Selector(name.group(1), matchers, inRate));
      }
    }
    return selectors;
  }

  /** The ranges over which an expression takes rates and increases. */
  static List<String> rateRanges(String expression) {
    return RATE.matcher(expression).results().map(found -> found.group(2)).toList();
  }
}
