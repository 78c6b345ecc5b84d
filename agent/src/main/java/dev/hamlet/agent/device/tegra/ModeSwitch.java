package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.tegra.NvpMode.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Sets power modes and reads back which one is in force: by the CPUs that are on and the caps of
 * their clocks, as those tell all modes apart. A cap above what the CPU can is no cap.
 */
final class ModeSwitch {

  /** What is said where the files fit no mode. */
  static final String NO_MODE = "none";

  private final BoardFiles files;
  private final NvpModel model;
  private final NvpTool tool;

  ModeSwitch(BoardFiles files, NvpModel model, NvpTool tool) {
    this.files = files;
    this.model = model;
    this.tool = tool;
  }

  /** The mode in force, or {@link #NO_MODE}. */
  String inForce() {
    return model.modes().stream()
        .filter(mode -> mode.settings().stream().allMatch(this::holds))
        .map(NvpMode::name)
        .findFirst()
        .orElse(NO_MODE);
  }

  /** Sets a mode; whether it is in force, {@link #inForce} says. */
  void set(NvpMode mode) {
    if (!tool.sets(mode.id())) {
      write(mode);
      write(mode); // a limit may have been refused until the other one had moved
    }
  }

  /** CPUs are switched on before their clocks are set and off after it: without one, no clock. */
  private void write(NvpMode mode) {
    List<Setting> off = new ArrayList<>();
    List<Setting> rest = new ArrayList<>();
    for (Setting setting : mode.settings()) {
      if (setting.isCpuSwitch() && setting.value() != 0) {
        change(setting);
      } else {
        (setting.isCpuSwitch() ? off : rest).add(setting);
      }
    }
    rest.stream().filter(Setting::isWritten).forEach(this::change);
    off.forEach(this::change);
  }

  /** Whether it worked is not asked here: what counts is what the files say in the end. */
  private void change(Setting setting) {
    OptionalLong now = files.number(setting.path());
    if (now.isPresent() && now.getAsLong() != setting.value()) {
      files.writes(setting.path(), Long.toString(setting.value()));
    }
  }

  private boolean holds(Setting setting) {
    OptionalLong now = files.number(setting.path());
    if (setting.isCpuSwitch()) {
      return now.orElse(1) == setting.value();
    }
    return !setting.isCpuCap()
        || now.isEmpty()
        || now.getAsLong() == setting.value()
        || (now.getAsLong() == greatest(setting) && isNoLimit(setting));
  }

  private boolean isNoLimit(Setting setting) {
    return setting.value() <= 0 || setting.value() >= greatest(setting);
  }

  private long greatest(Setting setting) {
    int end = setting.path().lastIndexOf('/');
    return files
        .number(setting.path().substring(0, end) + "/cpuinfo_max_freq")
        .orElse(Long.MAX_VALUE);
  }
}
