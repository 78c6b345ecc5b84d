package dev.hamlet.agent.sysfs;

import java.util.List;

/**
 * The kernel's files of a board, real or simulated.
 *
 * <p>Paths are absolute, with slashes: {@code /sys/class/thermal}. Nothing here throws for what a
 * file may answer. Threads: any; an open file belongs to one thread at a time.
 */
public interface Sysfs {

  /** Names of what a folder holds, sorted; empty if there is no such folder. */
  List<String> children(String path);

  /** Reads a small text once. */
  SysfsText readText(String path);

  /** Opens a file for many reads. */
  SysfsOpening open(String path);

  /**
   * Writes a text in one go to a file that exists.
   *
   * @return OK, or why it was not taken
   */
  SysfsOutcome write(String path, String text);
}
