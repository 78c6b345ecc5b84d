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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
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
  private final ReentrantLock lock = new ReentrantLock(true); // a busy loop must not starve others
  private final AtomicReference<@Nullable Thread> gathers = new AtomicReference<>();
  private @Nullable CallGroup group; // guarded by lock

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

  /**
   * Runs something in one transaction and gives its value after it is durable; within {@link
   * #together} before that.
   */
  <T> T transaction(Function<Handle, T> work) {
    lock.lock();
    try {
      return gathers.get() == Thread.currentThread()
          ? group().call(work)
          : jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw refused(file, e);
    } finally {
      lock.unlock();
    }
  }

  /** As {@link dev.hamlet.coordinator.commit.GroupCommit#together}. */
  void together(Runnable calls) {
    if (!gathers.compareAndSet(null, Thread.currentThread())) {
      throw new IllegalStateException("one group of calls at a time");
    }
    boolean complete = false;
    try {
      calls.run();
      complete = true;
    } finally {
      gathers.set(null);
      end(complete);
    }
  }

  /** The transaction of the thread that gathers; others wait for its end from its first call on. */
  private CallGroup group() {
    CallGroup open = group;
    if (open == null) {
      open = new CallGroup(jdbi.open());
      group = open;
      lock.lock();
    }
    return open;
  }

  private void end(boolean complete) {
    if (!lock.isHeldByCurrentThread()) {
      return; // nothing was asked of the store
    }
    try (CallGroup ending = Objects.requireNonNull(group)) {
      group = null;
      if (complete) {
        ending.commit();
      }
    } catch (JdbiException e) {
      throw refused(file, e);
    } finally {
      lock.unlock();
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
  void copyTo(Path copy) {
    lock.lock();
    try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toAbsolutePath().toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "the store cannot be copied to " + copy + " (" + e.getMessage() + "): give it room",
          e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw refused(file, e);
    } finally {
      lock.unlock();
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
    config.setGetGeneratedKeys(false); // a query after each insert, which would stay open
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
