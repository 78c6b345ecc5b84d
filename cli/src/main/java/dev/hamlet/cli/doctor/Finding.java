package dev.hamlet.cli.doctor;

/**
 * What a check found.
 *
 * @param check what was looked at, in one or two words
 * @param outcome how it ended
 * @param found what is there
 * @param mend what to do; empty where nothing is to be done, and only there
 */
public record Finding(String check, Outcome outcome, String found, String mend) {

  /** Refuses a complaint without advice. */
  public Finding {
    if (mend.isBlank() != (outcome == Outcome.OK)) {
      throw new IllegalArgumentException(check + " is " + outcome + " and mends by '" + mend + "'");
    }
  }

  static Finding ok(String check, String found) {
    return new Finding(check, Outcome.OK, found, "");
  }

  static Finding warn(String check, String found, String mend) {
    return new Finding(check, Outcome.WARN, found, mend);
  }

  static Finding fail(String check, String found, String mend) {
    return new Finding(check, Outcome.FAIL, found, mend);
  }
}
