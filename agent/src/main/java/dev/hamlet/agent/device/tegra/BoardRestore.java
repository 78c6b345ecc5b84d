package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.tegra.BoardJournal.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a board back as it was found: the power mode, then every file, the fan last and only if all
 * the rest is back. A fan is never set lower than it was found, and stays at full speed where
 * clocks may have stayed high.
 */
final class BoardRestore {

  private static final Logger LOG = LoggerFactory.getLogger(BoardRestore.class);

  private final BoardFiles files;
  private final ModeSwitch modes;
  private final NvpModel model;

  BoardRestore(BoardFiles files, ModeSwitch modes, NvpModel model) {
    this.files = files;
    this.modes = modes;
    this.model = model;
  }

  /**
   * Restores.
   *
   * @param bootId the boot that runs now; values of files from another one are gone with it
   * @return whether everything is as it was found
   */
  boolean restore(Found found, String bootId) {
    Optional<NvpMode> mode = model.mode(found.powerMode());
    if (mode.isPresent() && !modes.inForce().equals(found.powerMode())) {
      modes.set(mode.get());
    }
    if (!found.bootId().equals(bootId)) {
      return true;
    }
    Map<String, String> fan = new LinkedHashMap<>(found.values());
    fan.keySet().retainAll(TegraPaths.FAN);
    Map<String, String> rest = new LinkedHashMap<>(found.values());
    rest.keySet().removeAll(TegraPaths.FAN);
    write(rest);
    write(rest); // a limit may have been refused until the other one had moved
    List<String> wrong = rest.keySet().stream().filter(path -> !isBack(path, rest)).toList();
    if (!wrong.isEmpty()) {
      LOG.warn("{} could not be restored; the fan stays at full speed", wrong);
      return false;
    }
    write(fan);
    return true;
  }

  private void write(Map<String, String> values) {
    values.forEach(
        (path, value) -> {
          if (files.text(path).filter(now -> !now.equals(value)).isPresent()) {
            files.writes(path, value);
          }
        });
  }

  /**
   * A file that is gone, such as the clock of a CPU that is off again, cannot be wrong; and the
   * memory's clock moves by itself once it is unlocked.
   */
  private boolean isBack(String path, Map<String, String> values) {
    return path.equals(TegraPaths.MEMORY + "/rate")
        || files.text(path).filter(now -> !now.equals(values.get(path))).isEmpty();
  }
}
