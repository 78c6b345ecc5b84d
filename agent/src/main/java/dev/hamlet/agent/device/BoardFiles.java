package dev.hamlet.agent.device;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Small files of a board, below what stands for {@code /}. Real ones answer EAGAIN, EINVAL or
 * nothing at all at times: then they count as not there. May be shared between threads.
 */
public final class BoardFiles {

  private static final int MOST_CHILDREN = 256;

  private final Path root;

  /** Files below a root. */
  public BoardFiles(Path root) {
    this.root = root;
  }

  /** The text of a file without the white space around it; empty if it has none. */
  public Optional<String> text(String path) {
    try {
      String text = Files.readString(path(path), StandardCharsets.ISO_8859_1).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException ignored) {
      return Optional.empty(); // not there, or not now
    }
  }

  /** The whole number in a file; empty if there is none. */
  public OptionalLong number(String path) {
    return text(path).map(BoardFiles::number0).orElse(OptionalLong.empty());
  }

  /** Whether there is such a file or folder. */
  public boolean exists(String path) {
    return Files.exists(path(path));
  }

  /** Paths of the entries of a folder whose names match a glob, in the order of their names. */
  public List<String> children(String folder, String glob) {
    List<String> children = new ArrayList<>();
    if (!Files.isDirectory(path(folder))) {
      return children;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(path(folder), glob)) {
      for (Path child : found) {
        if (children.size() < MOST_CHILDREN) {
          children.add(folder + "/" + child.getFileName());
        }
      }
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot list " + path(folder), e);
    }
    children.sort(null);
    return children;
  }

  /**
   * Writes a value.
   *
   * @throws HamletException PRECONDITION if the system refuses it
   */
  public void write(String path, String value) {
    try {
      Files.writeString(
          path(path),
          value,
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "cannot write %s to %s: the agent must run as root to set clocks"
              .formatted(value, path(path)),
          e);
    }
  }

  private Path path(String path) {
    return root.resolve(path.startsWith("/") ? path.substring(1) : path);
  }

  private static OptionalLong number0(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException ignored) {
      return OptionalLong.empty(); // a word where a number should be: not known
    }
  }
}
