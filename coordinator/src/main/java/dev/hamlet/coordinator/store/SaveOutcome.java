package dev.hamlet.coordinator.store;

/** What became of a record that was to be saved. The caller counts. */
public enum SaveOutcome {
  /** It is durable now. */
  STORED,
  /** It was durable before; nothing changed. */
  ALREADY_STORED,
  /** Its fencing token is not the newest of its cell group: the lease has passed to another. */
  REFUSED
}
