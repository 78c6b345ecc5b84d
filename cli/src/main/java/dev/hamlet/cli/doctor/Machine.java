package dev.hamlet.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a machine: this one, or one whose file system is mounted somewhere.
 *
 * @param root what stands for {@code /}
 * @param architecture as Java names it, for instance {@code aarch64}
 */
public record Machine(Path root, String architecture) {

  private static final List<String> PROGRAMS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private static final Path HERE = Path.of("/");

  /** What is mounted at a path: this machine, or the card of one, whose libraries tell its kind. */
  public static Machine mountedAt(Path root) {
    String own = System.getProperty("os.arch");
    Machine card = new Machine(root, own);
    if (card.itself()) {
      return card;
    }
    return card.has("/lib/aarch64-linux-gnu")
        ? new Machine(root, "aarch64")
        : new Machine(root, card.has("/lib/x86_64-linux-gnu") ? "amd64" : own);
  }

  /** Whether it is the machine that this process runs on. */
  public boolean itself() {
    return root.equals(HERE);
  }

  /** Whether a kernel runs there, so that it has sensors, clocks, memory, limits. */
  boolean booted() {
    return has("/proc/meminfo");
  }

  /** Where a path of this machine is for this process. */
  public Path at(String path) {
    return root.resolve(path.substring(1));
  }

  boolean has(String path) {
    return Files.exists(at(path));
  }

  /** Whether a program is installed. */
  boolean hasProgram(String name) {
    return PROGRAMS.stream().anyMatch(folder -> has(folder + "/" + name));
  }

  /** The text of a small file without the white space around it; empty if it cannot be read. */
  Optional<String> text(String path) {
    return bytes(path).map(String::strip);
  }

  /** A file of any kind, a character a byte; empty if it cannot be read. */
  Optional<String> bytes(String path) {
    try {
      return Optional.of(Files.readString(at(path), StandardCharsets.ISO_8859_1));
    } catch (IOException ignored) {
      // Not there or not for us: either way there is nothing to look at.
      return Optional.empty();
    }
  }

  /** A shared library, wherever distributions keep those of this architecture. */
  Optional<String> library(String name) {
    String triplet = (architecture.equals("amd64") ? "x86_64" : architecture) + "-linux-gnu";
    return List.of("/lib/" + triplet, "/usr/lib/" + triplet, "/lib64", "/usr/lib64", "/lib")
        .stream()
        .map(folder -> bytes(folder + "/" + name))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
