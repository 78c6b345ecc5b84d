package dev.hamlet.cli.command;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line given as one text: words between blanks, with quotes around those with blanks. */
final class Words {

  private static final Pattern WORD = Pattern.compile("\\G\\s*((?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+)");
  private static final Pattern PIECE = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^'\"]+)");

  private Words() {}

  /**
   * The words of a text.
   *
   * @param option what it was given to, for the message
   * @throws InvalidInputException if a quote is not closed
   */
  static List<String> of(String text, String option) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    int end = 0;
    while (word.find()) {
      words.add(PIECE.matcher(word.group(1)).replaceAll(Words::literal));
      end = word.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new InvalidInputException(
          List.of(new Problem(option, "a quote is not closed in: " + text.substring(end).strip())));
    }
    return List.copyOf(words);
  }

  private static String literal(MatchResult piece) {
    for (int group = 1; group < 3; group++) {
      if (piece.group(group) != null) {
        return Matcher.quoteReplacement(piece.group(group));
      }
    }
    return Matcher.quoteReplacement(piece.group(3));
  }
}
