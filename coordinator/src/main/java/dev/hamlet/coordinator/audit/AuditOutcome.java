package dev.hamlet.coordinator.audit;

import java.util.Locale;

/** How it went. */
public enum AuditOutcome {
  /** It took effect, or was so already. */
  DONE,
  /** It was not allowed, or there was nothing to do it to. */
  REFUSED,
  /** It was tried and went wrong. */
  FAILED;

  /** The word in messages and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
