package dev.hamlet.agent.sensor;

import dev.hamlet.agent.sysfs.AsciiInteger;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsFile;
import dev.hamlet.agent.sysfs.SysfsOpening;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of a driver that hold one integer each: one per column of a sensor, kept open.
 *
 * <p>EAGAIN, ENODATA and an answer of no bytes are {@link ReadOutcome#NOT_READY}; any other error,
 * or anything but an integer, is {@link ReadOutcome#FAILED}. Nothing allocates unless a read fails.
 */
public final class ColumnFiles implements AutoCloseable {

  /** Longest answer of a driver, with room. */
  private static final int ANSWER_BYTES = 32;

  private final SysfsFile[] files;
  private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);

  private ColumnFiles(List<SysfsFile> files) {
    this.files = files.toArray(SysfsFile[]::new);
  }

  /**
   * Opens files, in the order of the columns.
   *
   * @throws HamletException RESOURCE if one cannot be opened; nothing stays open then
   */
  public static ColumnFiles open(Sysfs sysfs, List<String> paths) {
    List<SysfsFile> opened = new ArrayList<>();
    for (String path : paths) {
      SysfsOpening opening = sysfs.open(path);
      if (opening instanceof SysfsOpening.Opened file) {
        opened.add(file.file());
      } else {
        opened.forEach(SysfsFile::close);
        throw refusal(path, ((SysfsOpening.Unopened) opening).outcome());
      }
    }
    return new ColumnFiles(opened);
  }

  /** Reads every file once. */
  public ReadOutcome read(long[] into) {
    for (int i = 0; i < files.length; i++) {
      SysfsOutcome outcome = files[i].read(answer);
      if (outcome != SysfsOutcome.OK) {
        boolean noValue = outcome == SysfsOutcome.NOT_READY || outcome == SysfsOutcome.NO_DATA;
        return noValue ? ReadOutcome.NOT_READY : ReadOutcome.FAILED;
      }
      into[i] = AsciiInteger.parse(answer, answer.limit());
      if (into[i] == AsciiInteger.MALFORMED) {
        return ReadOutcome.FAILED;
      }
    }
    return ReadOutcome.OK;
  }

  @Override
  public void close() {
    for (SysfsFile file : files) {
      file.close();
    }
  }

  private static HamletException refusal(String path, SysfsOutcome outcome) {
    String why =
        outcome == SysfsOutcome.REFUSED
            ? "this user may not read it; run the agent as root, or let its group read the file"
            : "it answers " + outcome;
    return new HamletException(ErrorCode.RESOURCE, "cannot open " + path + ": " + why);
  }
}
