package dev.hamlet.twin.sysfs;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.power.Controls;

/** The fan: where L4T 28 has it, and where L4T 32 has it. */
final class FanFiles {

  private final TwinBoard board;
  private final MonotonicClock clock;
  private final FileTable files;

  FanFiles(TwinBoard board, MonotonicClock clock, FileTable files) {
    this.board = board;
    this.clock = clock;
    this.files = files;
  }

  void add() {
    addTarget("/sys/kernel/debug/tegra_fan/target_pwm");
    addTarget("/sys/devices/pwm-fan/target_pwm");
    files.add("/sys/kernel/debug/tegra_fan/cur_pwm", TwinFile.text(this::pwm));
    files.add("/sys/devices/pwm-fan/cur_pwm", TwinFile.text(this::pwm));
  }

  private void addTarget(String path) {
    files.add(
        path,
        TwinFile.number(
            () -> Answer.line(pwm()),
            0,
            Controls.FULL_FAN,
            value ->
                board.control(clock.monotonicNs(), controls -> controls.withFan((int) value))));
  }

  private String pwm() {
    return Integer.toString(board.controls().fanPwm());
  }
}
