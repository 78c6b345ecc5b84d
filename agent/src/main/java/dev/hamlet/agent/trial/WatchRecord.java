package dev.hamlet.agent.trial;

import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardLook.CoolingReading;
import dev.hamlet.common.experiment.ClockRange;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialConditions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the looks at a board during one trial have shown, and the first rule that was broken:
 *
 * <ul>
 *   <li>a zone is too hot: the trial is to stop at once;
 *   <li>a clock has left its pin;
 *   <li>a cooling device has risen above its state of the first look: the board throttles;
 *   <li>the GPU is busy while nothing of Hamlet runs.
 * </ul>
 *
 * <p>Not safe for use by several threads.
 */
final class WatchRecord {

  /** A GPU that drives a screen is never quite idle. */
  static final double GPU_IDLE_RATIO = 0.05;

  private final ToDoubleFunction<String> tooHotC;
  private final Map<String, Double> limits = new HashMap<>();
  private final Map<String, Long> coolingAtFirst = new HashMap<>();
  private ClockRange cpu = ClockRange.NONE;
  private ClockRange gpu = ClockRange.NONE;
  private ClockRange memory = ClockRange.NONE;
  private @Nullable Temperature hottest;
  private @Nullable String heat;
  private @Nullable String broken;
  private int looks;

  /**
   * An empty record.
   *
   * @param tooHotC temperature from which on a zone of that name is too hot
   */
  WatchRecord(ToDoubleFunction<String> tooHotC) {
    this.tooHotC = tooHotC;
  }

  /**
   * Takes a look in.
   *
   * @param phase the word for the phase that the trial is in
   * @param still whether nothing of Hamlet runs in it
   */
  void add(BoardLook look, String phase, boolean still) {
    looks++;
    look.temperatures().forEach(now -> temperature(now, phase));
    look.clocks().forEach(clock -> clock(clock, phase));
    look.cooling().forEach(device -> cooling(device, phase));
    if (still && look.gpuLoadRatio() > GPU_IDLE_RATIO) {
      breaks(
          "the GPU was %.0f %% busy in %s, though nothing of Hamlet ran",
          100 * look.gpuLoadRatio(), phase);
    }
  }

  /** Why the trial must stop at once; empty if it need not. */
  Optional<String> heat() {
    return Optional.ofNullable(heat);
  }

  /** The first rule that was broken, heat before all others. */
  Optional<String> broken() {
    return heat != null ? Optional.of(heat) : Optional.ofNullable(broken);
  }

  TrialConditions conditions(double foreignCpuRatio) {
    Temperature top = hottest;
    return new TrialConditions(
        cpu,
        gpu,
        memory,
        top == null ? "" : top.zone(),
        top == null ? Double.NaN : top.celsius(),
        foreignCpuRatio,
        looks,
        0);
  }

  private void temperature(Temperature now, String phase) {
    if (hottest == null || now.celsius() > hottest.celsius()) {
      hottest = now;
    }
    double limitC = limits.computeIfAbsent(now.zone(), tooHotC::applyAsDouble);
    if (heat == null && now.celsius() > limitC) {
      heat =
          text(
              "%s reached %.1f C in %s, above the %.1f C from which on a trial is stopped",
              now.zone(), now.celsius(), phase, limitC);
    }
  }

  private void clock(ClockReading clock, String phase) {
    switch (clock.kind()) {
      case CPU -> cpu = cpu.with(clock.hz());
      case GPU -> gpu = gpu.with(clock.hz());
      case MEMORY -> memory = memory.with(clock.hz());
    }
    if (clock.isOff()) {
      breaks(
          "the clock of %s left its pin in %s: %.1f MHz instead of %.1f MHz",
          clock.name(), phase, clock.hz() / 1e6, clock.pinnedHz() / 1e6);
    }
  }

  private void cooling(CoolingReading device, String phase) {
    long first = coolingAtFirst.computeIfAbsent(device.name(), name -> device.state());
    if (device.state() > first) {
      breaks(
          "the board throttled in %s: cooling device %s rose from %d to %d",
          phase, device.name(), first, device.state());
    }
  }

  private void breaks(String format, Object... values) {
    if (broken == null) {
      broken = text(format, values);
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
