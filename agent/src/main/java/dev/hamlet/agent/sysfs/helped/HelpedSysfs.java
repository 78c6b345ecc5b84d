package dev.hamlet.agent.sysfs.helped;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOpening;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.agent.sysfs.SysfsText;
import java.util.List;

/**
 * The files of the operating system, where what is refused to this process is asked of a helper.
 * Files that are opened to be read many times are this process's own: nothing stands between the
 * sampling loop and its sensor.
 *
 * @param direct the files as this process may use them
 * @param helper what may do more
 */
public record HelpedSysfs(Sysfs direct, BoardHelper helper) implements Sysfs {

  @Override
  public List<String> children(String path) {
    return direct.children(path);
  }

  @Override
  public SysfsText readText(String path) {
    SysfsText text = direct.readText(path);
    return text.outcome() == SysfsOutcome.REFUSED ? helper.read(path) : text;
  }

  @Override
  public SysfsOpening open(String path) {
    return direct.open(path);
  }

  @Override
  public SysfsOutcome write(String path, String text) {
    SysfsOutcome outcome = direct.write(path, text);
    return outcome == SysfsOutcome.REFUSED ? helper.write(path, text) : outcome;
  }
}
