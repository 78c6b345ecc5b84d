package dev.hamlet.agent.trial;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A host lock of two file locks that the agents of a host share: a turnstile in front of a room.
 *
 * <pre>
 *   acquire:  turnstile, then room, then the turnstile is let go
 *   release:  the room is let go
 * </pre>
 *
 * <p>Whoever stands in the turnstile gets the room next, as nobody passes it: so two agents
 * alternate, and no agent gets the room twice while another has waited for it. Both locks are the
 * kernel's, so they end with the process, however it ends.
 *
 * <p>A lock that is taken is looked at every {@value #POLL_NS} ns: a blocking wait could neither be
 * bounded nor aborted.
 *
 * <p>The kernel keeps such locks per process, and closing any channel on a file drops the process's
 * locks on it: one process makes one of these per file.
 */
public final class FileHostLock implements HostLock, AutoCloseable {

  private static final long POLL_NS = 2_000_000;

  private final Path file;
  private final FileChannel turnstile;
  private final FileChannel room;
  private final MonotonicClock clock;
  private final Waiter waiter;

  /**
   * Opens the lock's two files, {@code file} and {@code file.next}; makes them if they are missing.
   *
   * @throws HamletException RESOURCE if they cannot be opened
   */
  public FileHostLock(Path file, MonotonicClock clock, Waiter waiter) {
    this.file = file;
    this.clock = clock;
    this.waiter = waiter;
    this.room = open(file);
    this.turnstile = open(file.resolveSibling(file.getFileName() + ".next"));
  }

  @Override
  public Hold acquire(long deadlineNs, Abort abort) throws InterruptedException {
    FileLock turn = waitFor(turnstile, deadlineNs, abort);
    try {
      FileLock held = waitFor(room, deadlineNs, abort);
      return () -> release(held);
    } finally {
      release(turn);
    }
  }

  private FileLock waitFor(FileChannel channel, long deadlineNs, Abort abort)
      throws InterruptedException {
    for (FileLock lock = tryLock(channel); ; lock = tryLock(channel)) {
      if (lock != null) {
        return lock;
      }
      abort.check();
      long nowNs = clock.monotonicNs();
      if (nowNs >= deadlineNs) {
        throw new HamletException(
            ErrorCode.UNAVAILABLE,
            "other agents kept the host lock " + file + " for too long; are they stuck?");
      }
      waiter.waitUntil(Math.min(deadlineNs, nowNs + POLL_NS));
    }
  }

  private @Nullable FileLock tryLock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ignored) {
      return null; // taken inside this process: taken all the same
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot lock " + file, e);
    }
  }

  private void release(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot release the host lock " + file, e);
    }
  }

  private static FileChannel open(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "cannot open the host lock " + file + ": name a writable file with --host-lock",
          e);
    }
  }

  @Override
  public void close() {
    try (turnstile;
        room) {
      // closing is all there is to do
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot close the host lock " + file, e);
    }
  }
}
