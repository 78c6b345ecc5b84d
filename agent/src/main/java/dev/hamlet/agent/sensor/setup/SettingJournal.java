package dev.hamlet.agent.sensor.setup;

import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What settings were before they were changed, one line each: path, tab, value. A line is on the
 * disk before its setting is changed, so a crash can leave nothing changed that is not noted.
 */
final class SettingJournal {

  private final Path file;

  SettingJournal(Path file) {
    this.file = file;
  }

  /** What an earlier life noted and did not put back, in the order of the changes. */
  List<Setting> read() {
    List<Setting> found = new ArrayList<>();
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 2) { // a line that a crash cut short was not followed by its change
          found.add(new Setting(parts[0], parts[1]));
        }
      }
      return found;
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  void note(Setting before) {
    byte[] line = (before.path() + "\t" + before.value() + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("delete", e);
    }
  }

  private HamletException failure(String verb, IOException e) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "cannot " + verb + " the journal of sensor settings " + file + ": is the disk full?",
        e);
  }
}
