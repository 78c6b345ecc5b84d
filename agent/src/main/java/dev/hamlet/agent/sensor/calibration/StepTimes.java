package dev.hamlet.agent.sensor.calibration;

import java.util.concurrent.TimeUnit;

/**
 * How long the parts of a step of the load last.
 *
 * @param idleNs idle before the load
 * @param busyNs the load
 * @param tailNs idle after the load
 */
public record StepTimes(long idleNs, long busyNs, long tailNs) {

  /** For time constants up to 0.5 s: the load lasts six, and so does what follows. */
  public static final StepTimes DEFAULT =
      new StepTimes(
          TimeUnit.MILLISECONDS.toNanos(1_500),
          TimeUnit.SECONDS.toNanos(3),
          TimeUnit.SECONDS.toNanos(3));
}
