package dev.hamlet.agent.sensor.setup;

import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets a sensor for measuring (continuous, not averaging) where this process may, and puts back
 * what it found: at the end, or at the next start if this life crashes.
 *
 * <p>Threads: one at a time.
 */
public final class SensorSetup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SensorSetup.class);

  private final Sysfs sysfs;
  private final SettingJournal journal;
  private final Map<String, String> before = new LinkedHashMap<>();
  private List<Setting> wanted = List.of();

  private SensorSetup(Sysfs sysfs, SettingJournal journal) {
    this.sysfs = sysfs;
    this.journal = journal;
  }

  /**
   * Puts back first what a crashed life left.
   *
   * @param journal file that remembers what settings were; in the agent's state folder
   */
  public static SensorSetup open(Sysfs sysfs, Path journal) {
    SensorSetup setup = new SensorSetup(sysfs, new SettingJournal(journal));
    for (Setting left : setup.journal.read()) {
      setup.before.putIfAbsent(left.path(), left.value());
    }
    if (!setup.before.isEmpty()) {
      LOG.warn("an earlier agent ended before it put the sensor back: doing so now");
      setup.restore();
    }
    return setup;
  }

  /**
   * Makes settings so, from now on.
   *
   * @return what was changed, each as {@code file: old -> new}
   */
  public List<String> apply(List<Setting> settings) {
    wanted = List.copyOf(settings);
    return enforce();
  }

  /**
   * Looks whether the settings still are as they were made, and makes them so again: a driver may
   * change its mode by itself when CPUs go off.
   *
   * @return what had to be changed again
   */
  public List<String> check() {
    List<String> changed = enforce();
    if (!changed.isEmpty()) {
      LOG.warn("the sensor's settings were changed by others; set again: {}", changed);
    }
    return changed;
  }

  /** Puts back what was changed, the last change first. A second call does nothing. */
  @Override
  public void close() {
    wanted = List.of();
    restore();
  }

  private List<String> enforce() {
    List<String> changed = new ArrayList<>();
    for (Setting setting : wanted) {
      String now = sysfs.readText(setting.path()).text();
      if (!now.isEmpty() && !now.equals(setting.value())) {
        change(setting, now, changed);
      }
    }
    return changed;
  }

  private void change(Setting setting, String now, List<String> changed) {
    if (!before.containsKey(setting.path())) {
      journal.note(new Setting(setting.path(), now));
      before.put(setting.path(), now);
    }
    SysfsOutcome outcome = sysfs.write(setting.path(), setting.value());
    String after = sysfs.readText(setting.path()).text();
    if (outcome == SysfsOutcome.OK && after.equals(setting.value())) {
      changed.add(setting.path() + ": " + now + " -> " + after);
    } else {
      LOG.warn(
          "{} stays {} where {} is better for measuring ({}); setting it needs --board-helper, or root",
          setting.path(),
          after,
          setting.value(),
          outcome);
    }
  }

  private void restore() {
    List<Map.Entry<String, String>> changes = new ArrayList<>(before.entrySet());
    boolean all = true;
    for (int i = changes.size() - 1; i >= 0; i--) {
      all &= restore(changes.get(i).getKey(), changes.get(i).getValue());
    }
    before.clear();
    if (all && !changes.isEmpty()) {
      journal.clear();
    }
  }

  /** Whether nothing of it is left to do: a file that is gone cannot be put back. */
  private boolean restore(String path, String value) {
    String now = sysfs.readText(path).text();
    if (now.equals(value)) {
      return true;
    }
    SysfsOutcome outcome = sysfs.write(path, value);
    if (outcome != SysfsOutcome.OK) {
      LOG.warn("cannot put {} back to {}: {}", path, value, outcome);
    }
    return outcome == SysfsOutcome.OK || outcome == SysfsOutcome.MISSING;
  }
}
