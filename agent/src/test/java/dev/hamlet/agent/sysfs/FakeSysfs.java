package dev.hamlet.agent.sysfs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree in memory; what its files answer and take can be scripted. Files stay open for ever. */
public final class FakeSysfs implements Sysfs {

  private static final byte[] EMPTY = {};

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, SysfsOutcome> readFailures = new HashMap<>();
  private final Map<String, SysfsOutcome> writeFailures = new HashMap<>();
  private final List<String> writes = new ArrayList<>();

  /** Makes a file, or changes what it says. */
  public FakeSysfs file(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Makes a device-tree property of one cell. */
  public FakeSysfs cell(String path, int value) {
    files.put(path, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    return this;
  }

  /** From now on reads of a file come to this; OK makes them work again. */
  public FakeSysfs reads(String path, SysfsOutcome outcome) {
    readFailures.put(path, outcome);
    return this;
  }

  /** From now on writes to a file come to this. */
  public FakeSysfs writes(String path, SysfsOutcome outcome) {
    writeFailures.put(path, outcome);
    return this;
  }

  /** Everything that was written, as {@code path=text}. */
  public List<String> writes() {
    return writes;
  }

  @Override
  public List<String> children(String path) {
    TreeSet<String> names = new TreeSet<>();
    String prefix = path + "/";
    for (String file : files.keySet()) {
      if (file.startsWith(prefix)) {
        names.add(file.substring(prefix.length()).split("/", 2)[0]);
      }
    }
    return List.copyOf(names);
  }

  @Override
  public SysfsText readText(String path) {
    SysfsOutcome outcome = outcome(path);
    return outcome == SysfsOutcome.OK
        ? SysfsText.of(new String(files.getOrDefault(path, EMPTY), StandardCharsets.UTF_8))
        : SysfsText.none(outcome);
  }

  @Override
  public SysfsOpening open(String path) {
    SysfsOutcome outcome = outcome(path);
    return outcome == SysfsOutcome.MISSING || outcome == SysfsOutcome.REFUSED
        ? new SysfsOpening.Unopened(outcome)
        : new SysfsOpening.Opened(new FakeFile(path));
  }

  @Override
  public SysfsOutcome write(String path, String text) {
    SysfsOutcome outcome = files.containsKey(path) ? SysfsOutcome.OK : SysfsOutcome.MISSING;
    SysfsOutcome scripted = writeFailures.getOrDefault(path, outcome);
    if (scripted == SysfsOutcome.OK) {
      writes.add(path + "=" + text);
      file(path, text + "\n");
    }
    return scripted;
  }

  private SysfsOutcome outcome(String path) {
    SysfsOutcome usual = files.containsKey(path) ? SysfsOutcome.OK : SysfsOutcome.MISSING;
    return usual == SysfsOutcome.OK ? readFailures.getOrDefault(path, usual) : usual;
  }

  private final class FakeFile implements SysfsFile {

    private final String path;

    FakeFile(String path) {
      this.path = path;
    }

    @Override
    public SysfsOutcome read(ByteBuffer into) {
      SysfsOutcome outcome = outcome(path);
      if (outcome != SysfsOutcome.OK) {
        return outcome;
      }
      byte[] bytes = files.getOrDefault(path, EMPTY);
      into.clear();
      into.put(bytes, 0, Math.min(bytes.length, into.remaining()));
      into.flip();
      return into.hasRemaining() ? SysfsOutcome.OK : SysfsOutcome.NOT_READY;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
