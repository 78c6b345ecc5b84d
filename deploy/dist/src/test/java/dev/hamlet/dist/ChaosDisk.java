package dev.hamlet.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of its own for a coordinator's state, which a test can fill: a small tmpfs. Where this
 * system does not let anybody mount one, the folder is an ordinary one and cannot be filled.
 */
final class ChaosDisk implements AutoCloseable {

  private final Path folder;
  private final boolean mounted;

  ChaosDisk(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.mounted =
        run(List.of("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", folder.toString()));
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
    byte[] block = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (mounted) {
        out.write(block);
      }
    } catch (IOException ignored) {
      // full: that is what it is for
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
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
