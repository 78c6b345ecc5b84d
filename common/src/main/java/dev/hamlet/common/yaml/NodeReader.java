package dev.hamlet.common.yaml;

import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.config.Suggestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single nodes; what is not as it should be becomes a problem and an empty value. */
public final class NodeReader {

  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_NUMBER = 32;

  private final Findings findings;

  /** A reader that reports to the findings of a file. */
  public NodeReader(Findings findings) {
    this.findings = findings;
  }

  /** Where it reports to. */
  public Findings findings() {
    return findings;
  }

  /** Any scalar as text: a number as it is written. */
  public Optional<String> scalar(Node node, String what) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      String text = scalar.getValue();
      if (!text.isBlank() && text.length() <= LONGEST_TEXT) {
        return Optional.of(text);
      }
    }
    return wrong(node, what + " must be a text, not " + kind(node));
  }

  /** A text: numbers, true and false need quotes. */
  public Optional<String> text(Node node, String what) {
    Optional<String> text = scalar(node, what);
    if (text.isPresent() && !node.getTag().equals(Tag.STR)) {
      return wrong(node, what + " must be a text: put " + text.get() + " in quotes");
    }
    return text;
  }

  /** One of some words. */
  public Optional<String> word(Node node, String what, List<String> known) {
    Optional<String> text = scalar(node, what);
    if (text.isPresent() && !known.contains(text.get())) {
      return wrong(node, "unknown " + what + " \"" + text.get() + "\": " + hint(text.get(), known));
    }
    return text;
  }

  /** A whole number in a range, both ends included. */
  public Optional<Long> whole(Node node, String what, long least, long most) {
    String range = what + " must be a whole number from " + least + " to " + most;
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && scalar.getValue().length() <= LONGEST_NUMBER) {
      BigDecimal value = new BigDecimal(scalar.getValue());
      return value.compareTo(BigDecimal.valueOf(least)) >= 0
              && value.compareTo(BigDecimal.valueOf(most)) <= 0
          ? Optional.of(value.longValueExact())
          : wrong(node, range + ", not " + scalar.getValue());
    }
    return wrong(node, range + ", not " + kind(node));
  }

  /** A whole number in a range, both ends included. */
  public Optional<Integer> whole(Node node, String what, int least, int most) {
    return whole(node, what, (long) least, (long) most).map(Math::toIntExact);
  }

  /** A finite number that a predicate accepts; {@code wanted} says which. */
  public Optional<BigDecimal> number(
      Node node, String what, String wanted, java.util.function.Predicate<BigDecimal> accepts) {
    String message = what + " must be " + wanted;
    if (node instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))
        && scalar.getValue().matches("[-+]?[0-9]{0,15}\\.?[0-9]{0,15}")) {
      BigDecimal value = new BigDecimal(scalar.getValue());
      return accepts.test(value)
          ? Optional.of(value)
          : wrong(node, message + ", not " + scalar.getValue());
    }
    return wrong(node, message + ", not " + kind(node));
  }

  /** A number of seconds above 0, as a duration. */
  public Optional<Duration> seconds(Node node, String what) {
    return number(
            node,
            what,
            "a number of seconds above 0 and up to 86400",
            value -> value.signum() > 0 && value.intValue() <= 86_400)
        .map(value -> Duration.ofMillis(Math.max(1, value.movePointRight(3).longValue())));
  }

  /** A duration with its unit. */
  public Optional<Duration> duration(Node node, String what) {
    Optional<Duration> duration =
        node instanceof ScalarNode scalar
            ? DurationText.parse(scalar.getValue()).filter(value -> !value.isZero())
            : Optional.empty();
    return duration.isPresent()
        ? duration
        : wrong(node, what + " must be a duration with its unit, for instance 2m, 30s or 500ms");
  }

  /** A map. */
  public Optional<YamlMap> map(Node node, String what) {
    return node instanceof MappingNode map
        ? Optional.of(new YamlMap(map, what, this))
        : wrong(node, what + " must be a map, not " + kind(node));
  }

  /** A list with at least one element and no more than {@code most}. */
  public List<Node> list(Node node, String what, int most) {
    if (!(node instanceof SequenceNode sequence)) {
      findings.problem(node, what + " must be a list, not " + kind(node));
      return List.of();
    }
    int size = sequence.getValue().size();
    if (size == 0 || size > most) {
      findings.problem(
          node, what + (size == 0 ? " is empty" : " has more than " + most + " elements"));
      return List.of();
    }
    return sequence.getValue();
  }

  /** A list, or a single element in its place. */
  public List<Node> listOrOne(Node node, String what, int most) {
    boolean single =
        node instanceof MappingNode
            || (node instanceof ScalarNode && !node.getTag().equals(Tag.NULL));
    return single ? List.of(node) : list(node, what, most);
  }

  /** Reports a problem at a node; always empty. */
  public <T> Optional<T> wrong(Node node, String message) {
    findings.problem(node, message);
    return Optional.empty();
  }

  /** The end of a message on an unknown word. */
  public static String hint(String word, List<String> known) {
    return Suggestion.hint(word, known);
  }

  private static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "a map";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    if (node.getTag().equals(Tag.NULL)) {
      return "empty";
    }
    String value = ((ScalarNode) node).getValue();
    return "\"" + (value.length() > 40 ? value.substring(0, 40) + "..." : value) + "\"";
  }
}
