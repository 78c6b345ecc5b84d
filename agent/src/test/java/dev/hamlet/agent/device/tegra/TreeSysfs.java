package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsFile;
import dev.hamlet.agent.sysfs.SysfsOpening;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.agent.sysfs.SysfsText;
import dev.hamlet.twin.sysfs.TwinTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tree of a twin, with files that a test makes stubborn: they take what is written and keep
 * what they have. Further writes are noted.
 */
final class TreeSysfs implements Sysfs {

  private final TwinTree tree;
  private final Set<String> stubborn = new HashSet<>();
  private final Map<String, String> further = new HashMap<>();
  private final List<String> writes = new ArrayList<>();
  private int writesLeft = Integer.MAX_VALUE;

  TreeSysfs(TwinTree tree) {
    this.tree = tree;
  }

  void keep(String path) {
    stubborn.add(path);
  }

  /** A file that the tree does not have. */
  void add(String path, String value) {
    further.put(path, value);
  }

  /** After so many more writes the agent is as good as dead: nothing is written any more. */
  void dieAfter(int moreWrites) {
    writesLeft = moreWrites;
  }

  void revive() {
    writesLeft = Integer.MAX_VALUE;
  }

  /** Paths written, in order. */
  List<String> writes() {
    return List.copyOf(writes);
  }

  @Override
  public List<String> children(String path) {
    return tree.children(path);
  }

  @Override
  public SysfsText readText(String path) {
    String own = further.get(path);
    if (own != null) {
      return SysfsText.of(own);
    }
    var answer = tree.read(path);
    return answer.errno().isPresent()
        ? SysfsText.none(SysfsOutcome.MISSING)
        : SysfsText.of(answer.text());
  }

  @Override
  public SysfsOpening open(String path) {
    SysfsText text = readText(path);
    return text.outcome() == SysfsOutcome.OK
        ? new SysfsOpening.Opened(new TextFile(text.text()))
        : new SysfsOpening.Unopened(text.outcome());
  }

  @Override
  public SysfsOutcome write(String path, String text) {
    if (writesLeft == 0) {
      throw new IllegalStateException("the agent was killed");
    }
    writesLeft--;
    writes.add(path);
    if (stubborn.contains(path)) {
      return SysfsOutcome.OK;
    }
    if (further.containsKey(path)) {
      further.put(path, text);
      return SysfsOutcome.OK;
    }
    return tree.write(path, text).isEmpty() ? SysfsOutcome.OK : SysfsOutcome.REFUSED;
  }

  private record TextFile(String text) implements SysfsFile {

    @Override
    public SysfsOutcome read(ByteBuffer into) {
      into.clear();
      into.put(text.getBytes(StandardCharsets.UTF_8));
      into.flip();
      return SysfsOutcome.OK;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
