package dev.hamlet.agent.sensor.twin;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsFile;
import dev.hamlet.agent.sysfs.SysfsOpening;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.agent.sysfs.SysfsText;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import dev.hamlet.twin.sysfs.TwinTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongConsumer;

/** The files of a simulated board, so that the drivers for real boards read it. Allocates. */
public final class TwinSysfs implements Sysfs {

  private final TwinTree tree;
  private final LongConsumer busTime;

  /**
   * The files of a board.
   *
   * @param busTime told the ns that each read takes on the simulated bus: lets them pass
   */
  public TwinSysfs(TwinTree tree, LongConsumer busTime) {
    this.tree = tree;
    this.busTime = busTime;
  }

  @Override
  public List<String> children(String path) {
    return tree.children(path);
  }

  @Override
  public SysfsText readText(String path) {
    Answer answer = read(path);
    SysfsOutcome outcome = outcome(answer);
    return outcome == SysfsOutcome.OK
        ? SysfsText.of(new String(answer.bytes(), StandardCharsets.UTF_8))
        : SysfsText.none(outcome);
  }

  @Override
  public SysfsOpening open(String path) {
    SysfsOutcome outcome = outcome(read(path));
    return outcome == SysfsOutcome.MISSING || outcome == SysfsOutcome.REFUSED
        ? new SysfsOpening.Unopened(outcome)
        : new SysfsOpening.Opened(new OpenFile(path));
  }

  @Override
  public SysfsOutcome write(String path, String text) {
    return tree.write(path, text).map(TwinSysfs::outcome).orElse(SysfsOutcome.OK);
  }

  private Answer read(String path) {
    Answer answer = tree.read(path);
    busTime.accept(answer.costNs());
    return answer;
  }

  private static SysfsOutcome outcome(Answer answer) {
    return answer
        .errno()
        .map(TwinSysfs::outcome)
        .orElse(answer.bytes().length == 0 ? SysfsOutcome.NOT_READY : SysfsOutcome.OK);
  }

  private static SysfsOutcome outcome(Errno errno) {
    return switch (errno) {
      case ENOENT -> SysfsOutcome.MISSING;
      case EAGAIN -> SysfsOutcome.NOT_READY;
      case ENODATA -> SysfsOutcome.NO_DATA;
      case EACCES -> SysfsOutcome.REFUSED;
      case EINVAL -> SysfsOutcome.INVALID;
      case EIO, EISDIR -> SysfsOutcome.FAILED;
    };
  }

  private final class OpenFile implements SysfsFile {

    private final String path;

    OpenFile(String path) {
      this.path = path;
    }

    @Override
    public SysfsOutcome read(ByteBuffer into) {
      Answer answer = TwinSysfs.this.read(path);
      byte[] bytes = answer.bytes();
      into.clear();
      into.put(bytes, 0, Math.min(bytes.length, into.remaining()));
      into.flip();
      return outcome(answer);
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
