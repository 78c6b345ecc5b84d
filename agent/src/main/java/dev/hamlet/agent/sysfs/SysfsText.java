package dev.hamlet.agent.sysfs;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The text of a file, or why there is none.
 *
 * @param outcome what the read came to
 * @param text the text without surrounding white space; empty unless the outcome is OK
 */
public record SysfsText(SysfsOutcome outcome, String text) {

  /** A text that was read. */
  public static SysfsText of(String text) {
    return text.isBlank()
        ? new SysfsText(SysfsOutcome.NOT_READY, "")
        : new SysfsText(SysfsOutcome.OK, text.strip());
  }

  /** No text. */
  public static SysfsText none(SysfsOutcome outcome) {
    return new SysfsText(outcome, "");
  }

  /** The text, if there is one. */
  public Optional<String> present() {
    return outcome == SysfsOutcome.OK ? Optional.of(text) : Optional.empty();
  }

  /** The text as a whole number, if it is one. */
  public OptionalLong number() {
    try {
      return outcome == SysfsOutcome.OK
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (NumberFormatException ignored) {
      // "none", "32760 ma": no number is what the caller asks about
      return OptionalLong.empty();
    }
  }
}
