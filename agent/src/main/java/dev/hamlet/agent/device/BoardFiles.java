package dev.hamlet.agent.device;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOpening;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Small files of a board. Real ones answer EAGAIN, EINVAL or nothing at all at times: then they
 * count as not there. Threads: any.
 *
 * @param sysfs where they are
 */
public record BoardFiles(Sysfs sysfs) {

  private static final int LONGEST_TEXT = 1 << 18;

  /** The text of a file without the white space around it; empty if it has none. */
  public Optional<String> text(String path) {
    return sysfs.readText(path).present();
  }

  /** The whole text of a file that may be long, for instance a configuration. */
  public Optional<String> longText(String path) {
    if (!(sysfs.open(path) instanceof SysfsOpening.Opened opened)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
    try (var file = opened.file()) {
      return file.read(bytes) == SysfsOutcome.OK
          ? Optional.of(StandardCharsets.UTF_8.decode(bytes).toString())
          : Optional.empty();
    }
  }

  /** The whole number in a file; empty if there is none. */
  public OptionalLong number(String path) {
    return sysfs.readText(path).number();
  }

  /** Paths of the entries of a folder whose names match an expression, in the order of names. */
  public List<String> children(String folder, String expression) {
    return sysfs.children(folder).stream()
        .filter(name -> name.matches(expression))
        .map(name -> folder + "/" + name)
        .toList();
  }

  /** Writes a value if the system takes it. */
  public boolean writes(String path, String value) {
    return sysfs.write(path, value) == SysfsOutcome.OK;
  }

  /**
   * Writes a value.
   *
   * @throws HamletException PRECONDITION if the system does not take it
   */
  public void write(String path, String value) {
    SysfsOutcome outcome = sysfs.write(path, value);
    if (outcome != SysfsOutcome.OK) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "cannot write %s to %s (%s): setting clocks needs --board-helper, or root"
              .formatted(value, path, outcome));
    }
  }
}
