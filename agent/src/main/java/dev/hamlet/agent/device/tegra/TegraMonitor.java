package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockKind;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.agent.device.ClockPin;
import dev.hamlet.agent.device.CoolingDevices;
import dev.hamlet.agent.device.CpuClocks;
import dev.hamlet.agent.device.ThermalZones;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Looks at the clocks of CPUs, GPU and memory, at cooling devices, zones and the GPU's load. */
final class TegraMonitor implements BoardMonitor {

  private static final double PER_MILLE = 1_000;

  private final BoardFiles files;
  private final ThermalZones zones;
  private final CpuClocks cpus;
  private final CoolingDevices cooling;
  private final String gpu;
  private final String gpuLoad;
  private final long gpuPinHz;
  private final long memoryPinHz;

  TegraMonitor(BoardFiles files, ThermalZones zones, ClockPins pins) {
    this.files = files;
    this.zones = zones;
    this.cpus = new CpuClocks(files);
    this.cooling = new CoolingDevices(files);
    this.gpu = pins.gpu().orElse("");
    this.gpuLoad =
        TegraPaths.GPU_LOAD.stream()
            .filter(path -> files.number(path).isPresent())
            .findFirst()
            .orElse("");
    this.gpuPinHz =
        ClockPin.of(
            files,
            gpu + "/min_freq",
            gpu + "/max_freq",
            gpu + "/available_frequencies",
            gpu + "/cur_freq");
    boolean locked = files.number(TegraPaths.MEMORY + "/mrq_rate_locked").orElse(0) == 1;
    this.memoryPinHz = locked ? pins.memoryHz().orElse(0) : 0;
  }

  @Override
  public BoardLook look() {
    List<ClockReading> clocks = new ArrayList<>(cpus.read());
    if (!gpu.isEmpty()) {
      add(clocks, ClockKind.GPU, "the GPU", gpu + "/cur_freq", gpuPinHz);
    }
    add(clocks, ClockKind.MEMORY, "the memory", TegraPaths.MEMORY + "/rate", memoryPinHz);
    return new BoardLook(clocks, cooling.read(), zones.temperatures(), load());
  }

  private void add(
      List<ClockReading> clocks, ClockKind kind, String name, String path, long pinnedHz) {
    files.number(path).ifPresent(hz -> clocks.add(new ClockReading(kind, name, hz, pinnedHz)));
  }

  private double load() {
    OptionalLong perMille = gpuLoad.isEmpty() ? OptionalLong.empty() : files.number(gpuLoad);
    return perMille.isPresent() ? perMille.getAsLong() / PER_MILLE : Double.NaN;
  }
}
