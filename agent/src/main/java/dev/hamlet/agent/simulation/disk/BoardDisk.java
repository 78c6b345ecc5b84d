package dev.hamlet.agent.simulation.disk;

import dev.hamlet.common.time.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The disk of one simulated board. While it is full, whatever would make a file longer or make a
 * folder is refused with the words of a real disk; reading, renaming and deleting work. What is
 * deleted makes no room: whoever filled the disk takes it.
 *
 * <p>Threads: any.
 */
public final class BoardDisk {

  /** What Linux says (ENOSPC). */
  static final String NO_SPACE = "No space left on device";

  private final MonotonicClock clock;
  private final Path root;
  private volatile long fullUntilNs;

  /**
   * A disk with room.
   *
   * @param folder where its files really lie; made if missing
   * @param clock says when a full disk has room again
   */
  public BoardDisk(Path folder, MonotonicClock clock) {
    this.clock = clock;
    this.fullUntilNs = clock.monotonicNs();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of a simulated disk " + folder, e);
    }
    this.root = new DiskFileSystem(this, folder.getFileSystem()).wrap(folder.toAbsolutePath());
  }

  /** The folder that all of the board's files lie in; paths below it belong to this disk. */
  public Path root() {
    return root;
  }

  /** The disk is full from now on; of two that fill it the later one decides for how long. */
  public void fill(Duration duration) {
    fullUntilNs = clock.monotonicNs() + duration.toNanos();
  }

  /** Whether there is no room. */
  boolean isFull() {
    return clock.monotonicNs() - fullUntilNs < 0;
  }

  /** Refuses what needs room while there is none. */
  void needRoom() throws IOException {
    if (isFull()) {
      throw new IOException(NO_SPACE);
    }
  }
}
