package dev.hamlet.twin.power;

/**
 * Every knob of a board, and what is known about its load besides busy threads.
 *
 * @param mode the power mode set last; the other knobs may have been turned since
 * @param onlineMask CPUs that are on, bit n for cpu n; cpu0 always
 * @param a57 clock of the A57 cores
 * @param denver clock of the Denver cores
 * @param gpu clock of the GPU
 * @param memory clock of the memory
 * @param fanPwm 0 (off) to 255
 * @param cores cores that busy threads are bound to
 * @param gpuMilli how busy the GPU is, 0 to 1000
 */
public record Controls(
    PowerMode mode,
    int onlineMask,
    ClockRange a57,
    ClockRange denver,
    ClockRange gpu,
    ClockRange memory,
    int fanPwm,
    CoreSet cores,
    int gpuMilli) {

  /** Fan at full speed. */
  public static final int FULL_FAN = 255;

  /** Refuses a board without cpu0 and figures out of range. */
  public Controls {
    if ((onlineMask & 1) == 0 || onlineMask >> Cluster.CPUS != 0) {
      throw new IllegalArgumentException("cpu0 must be on, of 6: " + onlineMask);
    }
    if (fanPwm < 0 || fanPwm > FULL_FAN || gpuMilli < 0 || gpuMilli > 1_000) {
      throw new IllegalArgumentException("fan " + fanPwm + " or GPU " + gpuMilli + " out of range");
    }
  }

  /** A power mode with the fan at full speed; memory always at its cap. */
  public static Controls of(PowerMode mode, Governor governor) {
    ClockRange cpu = range(ClockSteps.CPU, governor);
    ClockRange gpu = range(ClockSteps.GPU, governor);
    ClockRange memory = range(ClockSteps.MEMORY, Governor.PERFORMANCE);
    return new Controls(mode, 1, cpu, cpu, gpu, memory, FULL_FAN, CoreSet.ALL, 0).with(mode);
  }

  /** What nvpmodel does: cores on and off, upper limits; lower ones only where they stood above. */
  public Controls with(PowerMode other) {
    return new Controls(
        other,
        other.onlineMask(),
        capped(a57, other.a57Khz() * 1_000L),
        other.denverCores() == 0 ? denver : capped(denver, other.denverKhz() * 1_000L),
        capped(gpu, other.gpuHz()),
        capped(memory, other.memoryHz()),
        fanPwm,
        cores,
        gpuMilli);
  }

  /** The same with other CPUs on. */
  public Controls withOnline(int mask) {
    return new Controls(mode, mask, a57, denver, gpu, memory, fanPwm, cores, gpuMilli);
  }

  /** The same with another clock for a CPU cluster. */
  public Controls with(Cluster cluster, ClockRange range) {
    ClockRange newA57 = cluster == Cluster.A57 ? range : a57;
    ClockRange newDenver = cluster == Cluster.DENVER ? range : denver;
    return new Controls(mode, onlineMask, newA57, newDenver, gpu, memory, fanPwm, cores, gpuMilli);
  }

  /** The same with another clock for the GPU. */
  public Controls withGpu(ClockRange range) {
    return new Controls(mode, onlineMask, a57, denver, range, memory, fanPwm, cores, gpuMilli);
  }

  /** The same with another clock for the memory. */
  public Controls withMemory(ClockRange range) {
    return new Controls(mode, onlineMask, a57, denver, gpu, range, fanPwm, cores, gpuMilli);
  }

  /** The same with another fan speed. */
  public Controls withFan(int pwm) {
    return new Controls(mode, onlineMask, a57, denver, gpu, memory, pwm, cores, gpuMilli);
  }

  /** The same with threads bound to other cores. */
  public Controls with(CoreSet set) {
    return new Controls(mode, onlineMask, a57, denver, gpu, memory, fanPwm, set, gpuMilli);
  }

  /** The same with the GPU so busy, 0 to 1000. */
  public Controls withGpuMilli(int milli) {
    return new Controls(mode, onlineMask, a57, denver, gpu, memory, fanPwm, cores, milli);
  }

  /** Clock of a CPU cluster. */
  public ClockRange clock(Cluster cluster) {
    return cluster == Cluster.A57 ? a57 : denver;
  }

  /** Cores of a cluster that are on. */
  public int online(Cluster cluster) {
    return Integer.bitCount(onlineMask & cluster.mask());
  }

  /** Whether a clock changes with load. */
  public boolean followsLoad() {
    return a57.followsLoad() || denver.followsLoad() || gpu.followsLoad();
  }

  private static ClockRange range(ClockSteps steps, Governor governor) {
    return new ClockRange(steps.lowestHz(), steps.highestHz(), governor);
  }

  private static ClockRange capped(ClockRange range, long maxHz) {
    return new ClockRange(Math.min(range.minHz(), maxHz), maxHz, range.governor());
  }
}
