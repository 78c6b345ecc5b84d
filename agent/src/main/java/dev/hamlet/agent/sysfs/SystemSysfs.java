package dev.hamlet.agent.sysfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The files of the operating system. */
public final class SystemSysfs implements Sysfs {

  private static final int LONGEST_TEXT = 4_096;
  private static final String SYS = "/sys/";

  private final Path root;
  private final Path sys;

  /** With whatever stands for {@code /}, and for {@code /sys}. */
  public SystemSysfs(Path root, Path sys) {
    this.root = root;
    this.sys = sys;
  }

  /** With whatever stands for {@code /}. */
  public static SystemSysfs at(Path root) {
    return new SystemSysfs(root, root.resolve("sys"));
  }

  @Override
  public List<String> children(String path) {
    List<String> names = new ArrayList<>();
    Path folder = path(path);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
      } catch (IOException ignored) {
        // The folder vanished with its driver: nothing is to be found there.
        return List.of();
      }
    }
    names.sort(null);
    return names;
  }

  @Override
  public SysfsText readText(String path) {
    SysfsOpening opening = open(path);
    return opening instanceof SysfsOpening.Opened opened
        ? text(opened.file())
        : SysfsText.none(((SysfsOpening.Unopened) opening).outcome());
  }

  private static SysfsText text(SysfsFile opened) {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
    try (SysfsFile file = opened) {
      SysfsOutcome outcome = file.read(bytes);
      return outcome == SysfsOutcome.OK
          ? SysfsText.of(StandardCharsets.UTF_8.decode(bytes).toString())
          : SysfsText.none(outcome);
    }
  }

  @Override
  public SysfsOpening open(String path) {
    try {
      return new SysfsOpening.Opened(
          new ChannelFile(FileChannel.open(path(path), StandardOpenOption.READ)));
    } catch (IOException e) {
      return new SysfsOpening.Unopened(SystemErrors.outcome(e));
    }
  }

  @Override
  public SysfsOutcome write(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            path(path), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      int written = channel.write(ByteBuffer.wrap(bytes));
      return written == bytes.length ? SysfsOutcome.OK : SysfsOutcome.NOT_READY;
    } catch (IOException e) {
      return SystemErrors.outcome(e);
    }
  }

  /** Nothing is normalized: the kernel takes {@code ..} of a link for the parent of its target. */
  private Path path(String path) {
    return path.startsWith(SYS)
        ? sys.resolve(path.substring(SYS.length()))
        : root.resolve(path.substring(1));
  }

  /** A file kept open and read by position: 0 bytes are EAGAIN on JDK 17, -1 an empty answer. */
  private record ChannelFile(FileChannel channel) implements SysfsFile {

    @Override
    public SysfsOutcome read(ByteBuffer into) {
      into.clear();
      try {
        int bytes = channel.read(into, 0);
        into.flip();
        return bytes > 0 ? SysfsOutcome.OK : SysfsOutcome.NOT_READY;
      } catch (IOException e) {
        return SystemErrors.outcome(e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException ignored) {
        // Nothing was written: a file that does not close cleanly loses nothing.
      }
    }
  }
}
