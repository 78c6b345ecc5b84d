package dev.hamlet.coordinator.audit;

import java.util.List;

/** Where entries are kept. Every change is durable on return. Threads: any. */
public interface AuditStore {

  /** Adds an entry, and forgets those from before a wall clock. */
  void add(AuditEntry entry, long forgetBeforeEpochMs);

  /** The newest entries that match, the oldest of them first. */
  List<AuditEntry> find(AuditQuery query);
}
