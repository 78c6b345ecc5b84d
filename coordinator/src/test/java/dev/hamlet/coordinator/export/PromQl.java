package dev.hamlet.coordinator.export;

import java.util.ArrayList;
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
