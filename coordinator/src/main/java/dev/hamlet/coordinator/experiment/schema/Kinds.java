package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The kinds of value that experiment files hold. */
public final class Kinds {

  private static final String DURATION = "^[0-9]{1,9}(\\.[0-9]{1,3})?\\s?(ms|s|m|h)$";
  private static final int MOST_SECONDS = 86_400;

  private Kinds() {}

  /** A text; numbers, true and false need quotes. */
  public static Kind<String> text(String words) {
    return new Kind<>(NodeReader::text, Map.of("type", "string", "minLength", 1), words);
  }

  /** A text of a certain form. */
  public static Kind<String> text(String pattern, String words) {
    return new Kind<>(
        (reader, node, what) -> {
          Optional<String> text = reader.text(node, what);
          return text.isEmpty() || text.get().matches(pattern)
              ? text
              : reader.wrong(node, what + " must be " + words);
        },
        ordered("type", "string", "pattern", "^" + pattern + "$"),
        words);
  }

  /** Any text, number or truth value, as it is written. */
  public static Kind<String> scalar(String words) {
    return new Kind<>(
        NodeReader::scalar, Map.of("type", List.of("string", "number", "boolean")), words);
  }

  /** One of some words. */
  public static Kind<String> word(List<String> known) {
    return new Kind<>(
        (reader, node, what) -> reader.word(node, what, known),
        Map.of("enum", known),
        String.join(", ", known));
  }

  /** True or false. */
  public static Kind<Boolean> flag() {
    return new Kind<>(
        (reader, node, what) ->
            reader.word(node, what, List.of("true", "false")).map(Boolean::valueOf),
        Map.of("type", "boolean"),
        "true or false");
  }

  /** A whole number in a range, both ends included. */
  public static Kind<Integer> whole(int least, int most) {
    return wholeLong(least, most).as(Math::toIntExact);
  }

  /** A whole number in a range, both ends included. */
  public static Kind<Long> wholeLong(long least, long most) {
    Map<String, Object> schema = ordered("type", "integer");
    if (least != Long.MIN_VALUE) {
      schema.put("minimum", least);
    }
    if (most != Long.MAX_VALUE) {
      schema.put("maximum", most);
    }
    return new Kind<>(
        (reader, node, what) -> reader.whole(node, what, least, most), schema, "a whole number");
  }

  /** A number above 0 and below 1. */
  public static Kind<Double> ratio() {
    return number(
        "a number above 0 and below 1",
        ordered("exclusiveMinimum", 0, "exclusiveMaximum", 1),
        value -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0);
  }

  /** A number above 0 of some unit. */
  public static Kind<Double> above0(String unit) {
    return number(
        "a number of " + unit + " above 0",
        ordered("exclusiveMinimum", 0),
        value -> value.signum() > 0);
  }

  /** A number above 0 of some unit, up to a bound. */
  public static Kind<Double> upTo(String unit, int most) {
    return number(
        "a number of " + unit + " above 0 and up to " + most,
        ordered("exclusiveMinimum", 0, "maximum", most),
        value -> value.signum() > 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0);
  }

  /** Seconds as a bare number. */
  public static Kind<Duration> seconds() {
    return new Kind<>(
        NodeReader::seconds,
        ordered("type", "number", "exclusiveMinimum", 0, "exclusiveMaximum", MOST_SECONDS + 1),
        "seconds, a number above 0 and up to " + MOST_SECONDS);
  }

  /** A duration with its unit. */
  public static Kind<Duration> duration() {
    return new Kind<>(
        NodeReader::duration,
        ordered("type", "string", "pattern", DURATION),
        "a duration with its unit: 500ms, 30s, 10m, 2h");
  }

  /** A list of one kind, or a single value in its place. */
  public static <T> Kind<List<T>> listOrOne(Kind<T> kind, int most) {
    return new Kind<>(
        (reader, node, what) -> {
          List<T> values = new ArrayList<>();
          reader
              .listOrOne(node, what, most)
              .forEach(
                  one -> kind.reading().read(reader, one, singular(what)).ifPresent(values::add));
          return values.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(values));
        },
        Map.of("anyOf", List.of(kind.schema(), listSchema(kind, most))),
        kind.words() + ", or a list of them");
  }

  /** A list of one kind. */
  public static <T> Kind<List<T>> list(Kind<T> kind, int most) {
    return new Kind<>(
        (reader, node, what) -> {
          List<T> values = new ArrayList<>();
          reader
              .list(node, what, most)
              .forEach(
                  one ->
                      kind.reading()
                          .read(reader, one, "an entry of " + what)
                          .ifPresent(values::add));
          return Optional.of(List.copyOf(values));
        },
        listSchema(kind, most),
        "a list of " + kind.words());
  }

  /** A section: a map of known keys, each read by whoever knows its meaning. */
  public static Kind<YamlMap> section(List<Key<?>> keys) {
    return new Kind<>(
        (reader, node, what) -> reader.map(node, what), SchemaNodes.section(keys), "a map");
  }

  /** A map whose keys are the user's. */
  public static Kind<YamlMap> mapOf(Kind<?> values) {
    return new Kind<>(
        (reader, node, what) -> reader.map(node, what),
        ordered("type", "object", "additionalProperties", values.schema()),
        "a map of names to " + values.words());
  }

  /** One kind or the other: the first that a node is of, as {@code first} says. */
  public static <T> Kind<T> either(
      java.util.function.Predicate<org.snakeyaml.engine.v2.nodes.Node> first,
      Kind<T> one,
      Kind<T> other) {
    return new Kind<>(
        (reader, node, what) -> (first.test(node) ? one : other).reading().read(reader, node, what),
        Map.of("anyOf", List.of(one.schema(), other.schema())),
        one.words() + "; or " + other.words());
  }

  /** Something that its reader knows how to read; only its schema is said here. */
  public static Kind<org.snakeyaml.engine.v2.nodes.Node> node(
      Map<String, Object> schema, String words) {
    return new Kind<>((reader, node, what) -> Optional.of(node), schema, words);
  }

  static Map<String, Object> listSchema(Kind<?> kind, int most) {
    return ordered("type", "array", "items", kind.schema(), "minItems", 1, "maxItems", most);
  }

  static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static String singular(String what) {
    return what.endsWith("s") ? what.substring(0, what.length() - 1) : what;
  }

  private static Kind<Double> number(
      String words, Map<String, Object> bounds, Predicate<BigDecimal> accepts) {
    Map<String, Object> schema = ordered("type", "number");
    schema.putAll(bounds);
    return new Kind<>(
        (reader, node, what) ->
            reader.number(node, what, words, accepts).map(BigDecimal::doubleValue),
        schema,
        words);
  }
}
