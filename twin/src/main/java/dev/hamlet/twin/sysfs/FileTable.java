package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.driver.Answer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Files by path; folders are the paths in between. Paths begin with a slash. */
final class FileTable {

  private final NavigableMap<String, TwinFile> files = new TreeMap<>();

  void add(String path, TwinFile file) {
    files.put(path, file);
  }

  void line(String path, String line) {
    add(path, TwinFile.constant(line));
  }

  /** A property of the device tree that is one number: big-endian, 32 bits. */
  void cell(String path, int value) {
    Answer answer = Answer.raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    add(path, TwinFile.readOnly(() -> answer));
  }

  /** A property of the device tree that is text: it ends with a zero byte. */
  void string(String path, String text) {
    Answer answer = Answer.text(text + "\0");
    add(path, TwinFile.readOnly(() -> answer));
  }

  Optional<TwinFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Names below a folder, sorted; empty if it is none. */
  List<String> children(String folder) {
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    List<String> names = new ArrayList<>();
    String path = files.higherKey(prefix);
    while (path != null && path.startsWith(prefix)) {
      int slash = path.indexOf('/', prefix.length());
      String name = path.substring(prefix.length(), slash < 0 ? path.length() : slash);
      names.add(name);
      // '0' follows '/': behind everything below this name
      path = slash < 0 ? files.higherKey(path) : files.ceilingKey(prefix + name + "0");
    }
    names.sort(null);
    return names;
  }
}
