package dev.hamlet.coordinator.audit;

import java.util.ArrayList;
import java.util.List;

/** Keeps entries as the real one does, for as long as its process lives. */
public final class FakeAuditStore implements AuditStore {

  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public synchronized void add(AuditEntry entry, long forgetBeforeEpochMs) {
    entries.removeIf(old -> old.epochMs() < forgetBeforeEpochMs);
    entries.add(entry);
  }

  @Override
  public synchronized List<AuditEntry> find(AuditQuery query) {
    List<AuditEntry> found = entries.stream().filter(query::matches).toList();
    return found.subList(Math.max(0, found.size() - query.most()), found.size());
  }
}
