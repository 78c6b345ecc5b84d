package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;

/**
 * One connection to one SQLite file: a write-ahead log that is synced at every commit, and an
 * exclusive lock, so that two coordinators never share a file.
 *
 * <p>Threads: any; one at a time, the others wait.
 */
final class Database implements AutoCloseable {

  private final Path file;
  private final Connection connection;
  private final Jdbi jdbi;

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.jdbi = Jdbi.create(connection);
  }

  /** Opens the file, made if it is missing, and brings its schema up to date. */
  static Database open(Path file, List<String> scripts) {
    Database database = new Database(file, connect(file));
    try {
      database.write(handle -> new SchemaMigrator(scripts).migrate(handle));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  /** Runs something in one transaction and gives its value after it is durable. */
  synchronized <T> T transaction(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw refused(file, e);
    }
  }

  /** Runs something in one transaction and returns after it is durable. */
  void write(Consumer<Handle> work) {
    transaction(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /**
   * Writes a consistent copy of everything committed so far into a file that does not exist yet;
   * nobody is served meanwhile.
   */
  synchronized void copyTo(Path copy) {
    try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toAbsolutePath().toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "the store cannot be copied to " + copy + " (" + e.getMessage() + "): give it room",
          e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw refused(file, e);
    }
  }

  private static Connection connect(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(1000);
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
      return config.createConnection("jdbc:sqlite:" + absolute);
    } catch (SQLException | IOException e) {
      throw refused(file, e);
    }
  }

  private static HamletException refused(Path file, Exception cause) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "the store "
            + file
            + " cannot be used (another coordinator has it open, or the disk refuses): "
            + cause.getMessage(),
        cause);
  }
}
