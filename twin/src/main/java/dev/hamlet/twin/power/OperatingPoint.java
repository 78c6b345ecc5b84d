package dev.hamlet.twin.power;

/**
 * What a board runs at: together with busy threads and temperature it fixes the power of each rail.
 *
 * @param condition whether it runs at all
 * @param a57Cores A57 cores that are on
 * @param a57Khz their clock
 * @param denverCores Denver cores that are on
 * @param denverKhz their clock
 * @param gpuHz clock of the GPU
 * @param memoryHz clock of the memory
 * @param cores cores that busy threads are bound to
 * @param gpuMilli how busy the GPU is, 0 to 1000
 * @param fanPwm 0 (off) to 255
 */
public record OperatingPoint(
    Condition condition,
    int a57Cores,
    int a57Khz,
    int denverCores,
    int denverKhz,
    long gpuHz,
    long memoryHz,
    CoreSet cores,
    int gpuMilli,
    int fanPwm) {

  /** Whether a board runs. */
  public enum Condition {
    /** As usual. */
    RUNNING,
    /** Suspended to memory. */
    SUSPENDED,
    /** Switched off by its own protection against heat. */
    OFF
  }

  /** A power mode with clocks at their caps and nothing on the GPU. */
  public static OperatingPoint of(PowerMode mode) {
    return of(Controls.of(mode, Governor.PERFORMANCE), 0, 0, 0);
  }

  /**
   * Where the knobs lead.
   *
   * @param coolingState steps that cooling takes off the clocks of CPU and GPU
   * @param cpuUse share of its highest clock that the busiest core needs, 0 to 1
   * @param gpuUse the same of the GPU
   */
  public static OperatingPoint of(
      Controls controls, int coolingState, double cpuUse, double gpuUse) {
    return new OperatingPoint(
        Condition.RUNNING,
        controls.online(Cluster.A57),
        khz(controls.a57(), coolingState, cpuUse),
        controls.online(Cluster.DENVER),
        khz(controls.denver(), coolingState, cpuUse),
        ClockSteps.GPU.stepHz(controls.gpu(), gpuUse, coolingState),
        ClockSteps.MEMORY.stepHz(controls.memory(), 1, 0),
        controls.cores(),
        controls.gpuMilli(),
        controls.fanPwm());
  }

  /** The same in another condition. */
  public OperatingPoint in(Condition other) {
    return new OperatingPoint(
        other, a57Cores, a57Khz, denverCores, denverKhz, gpuHz, memoryHz, cores, gpuMilli, fanPwm);
  }

  /** Clock of a CPU cluster. */
  public int khz(Cluster cluster) {
    return cluster == Cluster.A57 ? a57Khz : denverKhz;
  }

  private static int khz(ClockRange range, int coolingState, double use) {
    return (int) (ClockSteps.CPU.stepHz(range, use, coolingState) / 1_000);
  }
}
