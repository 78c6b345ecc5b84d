package dev.hamlet.twin.sysfs;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import dev.hamlet.twin.power.ClockRange;
import dev.hamlet.twin.power.ClockSteps;
import dev.hamlet.twin.power.Governor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The GPU: its devfreq, load and rail gating, under its address and as {@code gpu.0}. */
final class GpuFiles {

  private static final String ADDRESS = "17000000.gp10b";
  private static final String PODGOV = "nvhost_podgov";

  private final TwinBoard board;
  private final MonotonicClock clock;
  private final FileTable files;
  private boolean railgate = true;

  GpuFiles(TwinBoard board, MonotonicClock clock, FileTable files) {
    this.board = board;
    this.clock = clock;
    this.files = files;
  }

  void add() {
    for (String device : List.of("/sys/devices/" + ADDRESS, "/sys/devices/gpu.0")) {
      addDevice(device);
      addClock(device + "/devfreq/" + ADDRESS + "/");
    }
    addClock("/sys/class/devfreq/" + ADDRESS + "/");
  }

  private void addDevice(String device) {
    files.add(device + "/load", TwinFile.text(() -> Integer.toString(board.controls().gpuMilli())));
    files.add(
        device + "/railgate_enable",
        TwinFile.number(
            () -> Answer.number(railgate ? 1 : 0, 0), 0, 1, value -> railgate = value == 1));
  }

  private void addClock(String folder) {
    files.line(
        folder + "available_frequencies",
        Arrays.stream(ClockSteps.GPU.stepsHz())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(" ")));
    files.line(folder + "available_governors", PODGOV + " performance powersave");
    files.add(
        folder + "cur_freq", TwinFile.text(() -> Long.toString(board.operatingPoint().gpuHz())));
    files.add(
        folder + "min_freq",
        TwinFile.number(
            () -> Answer.number(range().minHz(), 0),
            0,
            Long.MAX_VALUE,
            hz -> set(range().withMinHz(hz))));
    files.add(
        folder + "max_freq",
        TwinFile.number(
            () -> Answer.number(range().maxHz(), 0),
            0,
            Long.MAX_VALUE,
            hz -> set(range().withMaxHz(hz))));
    files.add(
        folder + "governor",
        new TwinFile(() -> Answer.line(text(range().governor())), this::setGovernor));
  }

  private Optional<Errno> setGovernor(String text) {
    String known = text.equals(PODGOV) ? Governor.SCHEDUTIL.text() : text;
    Optional<Governor> governor = Governor.named(known);
    governor.ifPresent(chosen -> set(range().with(chosen)));
    return governor.isPresent() ? Optional.empty() : Optional.of(Errno.EINVAL);
  }

  private void set(ClockRange range) {
    board.control(clock.monotonicNs(), controls -> controls.withGpu(range));
  }

  private ClockRange range() {
    return board.controls().gpu();
  }

  private static String text(Governor governor) {
    return governor == Governor.SCHEDUTIL ? PODGOV : governor.text();
  }
}
