package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.fleet.FleetStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class FleetTablesTest extends FleetStoreContract {

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void openDatabase() {
    database = Database.open(folder.resolve("fleet.db"), SchemaMigrator.SCRIPTS);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Override
  protected FleetStore open() {
    return new FleetTables(database);
  }
}
