package dev.hamlet.coordinator.audit;

/**
 * One thing that somebody did.
 *
 * @param epochMs when, wall clock
 * @param who a person's name, or {@link AuditLog#HAMLET}
 * @param verb what, as the command line calls it: {@code submit}, {@code drain}, ...
 * @param subject to what: an experiment's id, a device's name, ...
 * @param outcome how it went
 * @param detail why, or what came of it; may be empty
 */
public record AuditEntry(
    long epochMs, String who, String verb, String subject, AuditOutcome outcome, String detail) {

  /** Longest name of somebody, a verb or a subject, in characters. */
  static final int MAX_NAME = 200;

  /** Longest detail, in characters. */
  static final int MAX_DETAIL = 2_000;

  /** Cuts what is too long. */
  public AuditEntry {
    who = cut(who, MAX_NAME);
    verb = cut(verb, MAX_NAME);
    subject = cut(subject, MAX_NAME);
    detail = cut(detail, MAX_DETAIL);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }
}
