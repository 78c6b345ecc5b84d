package dev.hamlet.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a check ended. */
public enum Outcome {
  /** As it should be. */
  OK,
  /** Hamlet works, but not as well as it could; the finding says what is worse. */
  WARN,
  /** Hamlet does not work so. */
  FAIL;

  /** In lower case, for people and programs. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
