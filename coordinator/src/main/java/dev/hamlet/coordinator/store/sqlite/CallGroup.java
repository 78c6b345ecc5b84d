package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of several calls: each has a savepoint of its own, so that one that fails undoes
 * itself alone. Where SQLite has given up the whole transaction, which it does when the disk
 * refuses, no further call and no commit gets through.
 */
final class CallGroup implements AutoCloseable {

  private static final String BEGIN = "SAVEPOINT one_call";
  private static final String KEEP = "RELEASE one_call";
  private static final String UNDO = "ROLLBACK TO one_call";

  private final Handle handle;
  private @Nullable RuntimeException broken;

  CallGroup(Handle handle) {
    this.handle = handle;
    try {
      handle.begin();
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** Runs a call; what it wrote is undone if it fails. */
  <T> T call(Function<Handle, T> work) {
    requireWhole();
    Sql.update(handle, BEGIN);
    boolean done = false;
    try {
      T value = work.apply(handle);
      Sql.update(handle, KEEP);
      done = true;
      return value;
    } finally {
      if (!done) {
        undo();
      }
    }
  }

  /** Makes everything durable that was not undone. */
  void commit() {
    requireWhole();
    handle.commit();
  }

  /** Undoes what is not committed. */
  @Override
  public void close() {
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } finally {
      handle.close();
    }
  }

  private void undo() {
    try {
      Sql.update(handle, UNDO);
      Sql.update(handle, KEEP);
    } catch (JdbiException e) {
      broken = e; // the failure of the call itself is on its way to the caller
    }
  }

  private void requireWhole() {
    if (broken != null) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "the store has given up what was written last ("
              + broken.getMessage()
              + "): look after its disk, then start the coordinator again",
          broken);
    }
  }
}
