package dev.hamlet.benchmarks.arguments;

import dev.hamlet.common.config.Suggestion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options with a value each; the last counts where one is given twice. Whatever is wrong is an
 * {@link IllegalArgumentException} with a sentence for people.
 */
public final class Options {

  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * Reads a command line.
   *
   * @param known every option that there is
   */
  public static Options parse(String[] arguments, String... known) {
    Options options = new Options();
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      if (!List.of(known).contains(option)) {
        throw new IllegalArgumentException(
            "unknown option " + option + ": " + Suggestion.hint(option, List.of(known)));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      options.values.put(option, arguments[i + 1]);
    }
    return options;
  }

  /** A text; empty if it was not given. */
  public String text(String option) {
    return values.getOrDefault(option, "");
  }

  /** One of some words, or what it is unless it was given. */
  public String word(String option, List<String> words, String otherwise) {
    String word = values.getOrDefault(option, otherwise);
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          "unknown %s %s: %s"
              .formatted(option.replace("--", ""), word, Suggestion.hint(word, words)));
    }
    return word;
  }

  /** A whole number, or what it is unless it was given. */
  public long number(String option, long least, long greatest, long otherwise) {
    String text = values.get(option);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("-?[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (least <= number && number <= greatest) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "%s must be a whole number from %d to %d, but is %s"
            .formatted(option, least, greatest, text));
  }

  /** Any whole number; 1 if it was not given. */
  public long seed() {
    return number("--seed", -999_999_999_999_999_999L, 999_999_999_999_999_999L, 1);
  }

  /** Where the figures go as JSON, if anywhere. */
  public @Nullable Path json() {
    return path("--json");
  }

  /** A file, if it was given. */
  public @Nullable Path path(String option) {
    String text = values.get(option);
    return text == null ? null : Path.of(text);
  }
}
