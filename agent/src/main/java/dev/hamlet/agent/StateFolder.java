package dev.hamlet.agent;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of one agent, locked as long as it lives so that no second one uses it. */
final class StateFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel channel;

  private StateFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes the folder if it is missing, and locks it.
   *
   * @throws HamletException RESOURCE if it cannot be written, ALREADY_EXISTS if another agent has
   *     it
   */
  static StateFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new HamletException(
            ErrorCode.ALREADY_EXISTS,
            "another agent uses the state folder " + folder + ": name another with --state");
      }
      return new StateFolder(folder, channel);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "cannot use the state folder " + folder + ": name a writable one with --state",
          e);
    }
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ignored) {
      return null; // another agent in this very process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot unlock " + folder, e);
    }
  }
}
