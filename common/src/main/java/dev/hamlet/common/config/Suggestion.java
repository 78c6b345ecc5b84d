package dev.hamlet.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Suggestion {

  private static final int LONGEST_WORD = 64;

  private Suggestion() {}

  /**
   * The known word that takes the fewest edits, if they are at most a third of the word (one at
   * least, three at most). Of equally near ones the first in the order of the alphabet.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    int most = word.length() < 3 ? 0 : Math.min(3, word.length() / 3);
    return known.stream()
        .sorted()
        .filter(candidate -> edits(word, candidate) <= most)
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
  }

  /** The end of a message on an unknown word: what was meant, or what there is. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElseGet(() -> "there is " + String.join(", ", known.stream().sorted().toList()));
  }

  /**
   * Optimal string alignment distance: inserts, deletes and replacements of one character, and
   * swaps of two neighbours.
   */
  private static int edits(String from, String to) {
    int[][] d = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : nearest(d, from, to, i, j);
      }
    }
    return d[from.length()][to.length()];
  }

  private static int nearest(int[][] d, String from, String to, int i, int j) {
    char last = from.charAt(i - 1);
    int replaced = d[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, 1 + d[i - 2][j - 2]) : best;
  }
}
