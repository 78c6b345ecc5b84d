package dev.hamlet.benchmarks.supervised;

import java.util.Locale;

/**
 * Something that happens to a board during a trial.
 *
 * @param trouble what
 * @param atSeconds when, from the planned start of the burst; negative for before
 * @param forSeconds how long
 * @param amount how much, where the trouble says of what; else 0
 */
public record BoardEvent(BoardTrouble trouble, double atSeconds, double forSeconds, int amount) {

  /** Nothing happens. */
  public static final BoardEvent NONE = new BoardEvent(BoardTrouble.NONE, 0, 0, 0);

  /** The same so much later. */
  public BoardEvent later(double seconds) {
    return new BoardEvent(trouble, atSeconds + seconds, forSeconds, amount);
  }

  /** For people. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s (%d) for %.3f s at %.2f s of the burst",
        trouble.words(),
        amount,
        forSeconds,
        atSeconds);
  }
}
