package dev.hamlet.dist.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of its own for a process's state, which a test can fill: a small tmpfs. Where this system
 * does not let anybody mount one, the folder is an ordinary one and cannot be filled.
 */
final class ChaosDisk implements AutoCloseable {

  private static final int BLOCK_BYTES = 1 << 20;

  private final Path folder;
  private final boolean mounted;

  /**
   * Mounts it.
   *
   * @param size in words of mount, 64m say
   */
  ChaosDisk(Path folder, String size) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.mounted =
        run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
  }

  Path folder() {
    return folder;
  }

  /** Whether it can be filled. */
  boolean isSmall() {
    return mounted;
  }

  /** Writes until there is no room any more. */
  void fill() {
    for (int size = BLOCK_BYTES; mounted && size >= 1; size /= 16) {
      fill(size);
    }
  }

  private void fill(int size) {
    byte[] block = new byte[size];
    try (OutputStream out = Files.newOutputStream(folder.resolve("ballast-" + size))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException ignored) {
      // full: that is what it is for
    }
  }

  void empty() throws IOException {
    for (int size = BLOCK_BYTES; size >= 1; size /= 16) {
      Files.deleteIfExists(folder.resolve("ballast-" + size));
    }
  }

  private static boolean run(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException ignored) {
      return false; // no such program
    }
  }

  @Override
  public void close() {
    if (mounted) {
      try {
        var unused = run(List.of("umount", "-l", folder.toString()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
