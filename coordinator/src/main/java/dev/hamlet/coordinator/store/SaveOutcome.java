package dev.hamlet.coordinator.store;

/** What became of a record that was to be saved. The caller counts. */
public enum SaveOutcome {
  /** It is durable now. */
  STORED,
  /** It was durable before; nothing changed. */
  ALREADY_STORED,
  /** The lease of its fencing token has ended, or covers other cells. */
  REFUSED
}
