package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.coordinator.audit.AuditEntry;
import dev.hamlet.coordinator.audit.AuditQuery;
import dev.hamlet.coordinator.audit.AuditStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Table {@code audit}. */
record AuditTable(Database database) implements AuditStore {

  private static final RowMapper<AuditEntry> ENTRY = ConstructorMapper.of(AuditEntry.class);

  @Override
  public void add(AuditEntry entry, long forgetBeforeEpochMs) {
    database.write(
        handle -> {
          handle.execute("DELETE FROM audit WHERE epoch_ms < ?", forgetBeforeEpochMs);
          handle
              .createUpdate(
                  """
                  INSERT INTO audit (epoch_ms, who, verb, subject, outcome, detail)
                  VALUES (:epochMs, :who, :verb, :subject, :outcome, :detail)
                  """)
              .bindMethods(entry)
              .execute();
        });
  }

  @Override
  public List<AuditEntry> find(AuditQuery query) {
    List<AuditEntry> newestFirst =
        database.transaction(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT epoch_ms, who, verb, subject, outcome, detail FROM audit
                        WHERE epoch_ms >= :sinceEpochMs AND (:subject = '' OR subject = :subject)
                        ORDER BY entry DESC LIMIT :most
                        """)
                    .bindMethods(query)
                    .map(ENTRY)
                    .list());
    List<AuditEntry> entries = new ArrayList<>(newestFirst);
    Collections.reverse(entries);
    return entries;
  }
}
