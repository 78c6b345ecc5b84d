package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.CpuClocks;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pins what would change by itself, in this order: the fan at full speed, idle states and quality
 * of service off, each CPU's least frequency up to its cap, the GPU the same and without rail
 * gating, the memory at its cap. What a board does not have is left out. Each value is read back.
 */
final class ClockPins {

  static final int FULL_FAN = 255;

  private final BoardFiles files;

  ClockPins(BoardFiles files) {
    this.files = files;
  }

  /** Files that it may write, apart from the fan. */
  List<String> files() {
    List<String> paths = new ArrayList<>(TegraPaths.CPU_SLEEP);
    paths.add(TegraPaths.QOS);
    paths.addAll(TegraPaths.GPU_RAILGATE);
    for (String cpu : files.children("/sys/devices/system/cpu", "cpu[0-9]+")) {
      paths.add(cpu + "/cpufreq/scaling_min_freq");
      paths.add(cpu + "/cpufreq/scaling_max_freq");
    }
    gpu().ifPresent(gpu -> paths.addAll(List.of(gpu + "/min_freq", gpu + "/max_freq")));
    paths.add(TegraPaths.MEMORY + "/rate");
    paths.add(TegraPaths.MEMORY + "/mrq_rate_locked");
    return paths.stream().filter(path -> files.number(path).isPresent()).toList();
  }

  /** The fan's file, if there is one. */
  Optional<String> fan() {
    return first(TegraPaths.FAN);
  }

  /**
   * Pins everything.
   *
   * @throws HamletException PRECONDITION naming the file that does not keep its value
   */
  void pin() {
    fan().ifPresent(fan -> set(fan, FULL_FAN));
    TegraPaths.CPU_SLEEP.forEach(path -> setIfThere(path, 0));
    setIfThere(TegraPaths.QOS, 0);
    for (String cpu : CpuClocks.online(files)) {
      raise(cpu + "/cpufreq/scaling_min_freq", cpu + "/cpufreq/scaling_max_freq");
    }
    first(TegraPaths.GPU_RAILGATE).ifPresent(path -> set(path, 0));
    gpu().ifPresent(gpu -> raise(gpu + "/min_freq", gpu + "/max_freq"));
    pinMemory();
  }

  /** The clock folder of the GPU. */
  Optional<String> gpu() {
    return TegraPaths.GPU_CLOCK.stream()
        .filter(folder -> files.number(folder + "/max_freq").isPresent())
        .findFirst();
  }

  /** Greatest clock of the memory in this power mode; empty if it cannot be told. */
  OptionalLong memoryHz() {
    OptionalLong greatest = files.number(TegraPaths.MEMORY + "/max_rate");
    long cap = files.number(TegraPaths.MEMORY_CAP).orElse(0);
    return cap > 0 && greatest.isPresent()
        ? OptionalLong.of(Math.min(cap, greatest.getAsLong()))
        : greatest;
  }

  private void pinMemory() {
    OptionalLong hz = memoryHz();
    if (hz.isPresent()) {
      set(TegraPaths.MEMORY + "/rate", hz.getAsLong());
      setIfThere(TegraPaths.MEMORY + "/mrq_rate_locked", 1);
    }
  }

  private void raise(String least, String greatest) {
    OptionalLong top = files.number(greatest);
    if (top.isPresent() && files.number(least).isPresent()) {
      set(least, top.getAsLong());
    }
  }

  private void setIfThere(String path, long value) {
    if (files.number(path).isPresent()) {
      set(path, value);
    }
  }

  private void set(String path, long value) {
    files.write(path, Long.toString(value));
    OptionalLong now = files.number(path);
    if (now.isEmpty() || now.getAsLong() != value) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "%s was set to %d but says %s"
              .formatted(path, value, files.text(path).orElse("nothing")));
    }
  }

  private Optional<String> first(List<String> paths) {
    return paths.stream().filter(path -> files.number(path).isPresent()).findFirst();
  }
}
