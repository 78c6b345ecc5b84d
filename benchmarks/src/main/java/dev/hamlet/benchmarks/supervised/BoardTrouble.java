package dev.hamlet.benchmarks.supervised;

/** What can happen to a board while a trial runs on it. */
public enum BoardTrouble {
  /** Nothing. */
  NONE("none"),
  /** The board sleeps: its monotonic clock stands still. */
  SUSPEND("suspend"),
  /** Somebody sets power mode number {@link BoardEvent#amount}, and back at the end. */
  POWER_MODE("power mode"),
  /** Cooling takes {@link BoardEvent#amount} steps off the clocks. */
  THROTTLE("throttle"),
  /**
   * Cooling by the board's own rules: its trip point is {@link BoardEvent#amount} millikelvins
   * above its idle temperature. At all times.
   */
  WARM("warm"),
  /** So much above the idle temperature a trial is to be stopped. At all times. */
  TOO_HOT("too hot"),
  /** Somebody lowers the A57 cores' clock to {@link BoardEvent#amount} MHz. */
  CLOCK_LIMIT("clock limit"),
  /** Somebody lets the CPUs' clocks follow the load. */
  GOVERNOR("governor");

  private final String words;

  BoardTrouble(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
