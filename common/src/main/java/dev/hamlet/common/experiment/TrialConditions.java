package dev.hamlet.common.experiment;

/**
 * What a board was like while a trial ran, as far as it can be read, from the gate to the end of
 * the last phase.
 *
 * @param cpu clock of the CPUs that were on
 * @param gpu clock of the GPU
 * @param memory clock of the memory
 * @param hottestZone zone that was hottest; empty if no zone can be read
 * @param hottestC its highest temperature in degrees Celsius; NaN if no zone can be read
 * @param foreignCpuRatio greatest share of the time of all CPUs, 0 to 1, that anything but Hamlet
 *     used in a phase; NaN if it was not watched
 * @param looks how often the board was looked at; 0 if nobody looked
 * @param hostWaitNs how long the burst of a simulated board waited for its host, in ns; 0 on a real
 *     one
 */
public record TrialConditions(
    ClockRange cpu,
    ClockRange gpu,
    ClockRange memory,
    String hottestZone,
    double hottestC,
    double foreignCpuRatio,
    int looks,
    long hostWaitNs) {

  /** Nobody looked. */
  public static final TrialConditions UNKNOWN =
      new TrialConditions(
          ClockRange.NONE, ClockRange.NONE, ClockRange.NONE, "", Double.NaN, Double.NaN, 0, 0);

  /** The same of a burst that waited so long, in ns. */
  public TrialConditions waited(long ns) {
    return new TrialConditions(cpu, gpu, memory, hottestZone, hottestC, foreignCpuRatio, looks, ns);
  }
}
