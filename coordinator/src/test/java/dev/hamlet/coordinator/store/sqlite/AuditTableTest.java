package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.coordinator.audit.AuditStore;
import dev.hamlet.coordinator.audit.AuditStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class AuditTableTest extends AuditStoreContract {

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void openDatabase() {
    database = Database.open(folder.resolve("audit.db"), SchemaMigrator.SCRIPTS);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Override
  protected AuditStore open() {
    return new AuditTable(database);
  }
}
