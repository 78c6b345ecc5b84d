package dev.hamlet.common.calibration;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import java.util.Locale;

/**
 * What a step of the load shows of the averaging filter in front of a sensor.
 *
 * @param timeConstantNs time constant of the filter; 0 if it is shorter than a round of the sensor,
 *     which nothing can tell from none
 * @param errorNs half-width of the time constant's 95 % interval
 * @param riseDelayNs how much later than the load the power rises in the record
 * @param fallDelayNs how much later it falls
 * @param idleWatts power without the load
 * @param stepWatts what the load adds
 * @param residualWatts standard deviation of what the fit leaves
 */
public record StepFit(
    long timeConstantNs,
    long errorNs,
    long riseDelayNs,
    long fallDelayNs,
    double idleWatts,
    double stepWatts,
    double residualWatts) {

  private static final int LEAST_SAMPLES = 50;
  private static final double LEAST_STEP_SIGMAS = 3;

  /** 95 % of the difference of two uniform values of width 1: {@code 1 - sqrt(0.05)}. */
  private static final double TRIANGLE_95 = 1 - Math.sqrt(0.05);

  /**
   * Fits idle, a load, and idle again.
   *
   * <p>Least squares over the whole record, both edges at once (Levenberg and Marquardt, from
   * several starts), after the model of {@link StepResponse}. The error follows from the curvature
   * at the best fit and the residuals, widened for residuals that resemble their neighbours, plus a
   * quarter of a round for where in a round the edges fell, plus what the steps of the reading do.
   *
   * <p>An averaging filter takes the noise away that would make steps average out, so the power
   * before the load and under it each stand off by a part of a step that no residual shows. The
   * curve is then fitted between wrong ends, and with the delays free, least squares on a rise and
   * a fall gives {@code 2 tau (e1 - e0) / step} for errors e1 and e0 of the two ends. Each is
   * uniform within half a step of the reading, so their difference is triangular.
   *
   * @param series power with the lag of the sensor taken off; from before the load until the
   *     response has died down after it
   * @param busy when the load was on; at least four time constants long
   * @param roundNs time between two changes of the sensor's value; 0 if not known: then the
   *     distance of two samples stands for it
   * @param resolutionWatts smallest step of power that a reading shows; 0 if there is none
   * @throws HamletException PRECONDITION if the record is too short or the load too weak
   */
  public static StepFit of(
      PowerSeries series, TimeInterval busy, long roundNs, double resolutionWatts) {
    int before = series.indexAtOrBefore(busy.startNs()) + 1;
    int during = series.indexAtOrBefore(busy.endNs()) + 1 - before;
    int after = series.size() - before - during;
    if (Math.min(Math.min(before, during), after) < LEAST_SAMPLES) {
      throw refusal(
          "only %d, %d and %d samples before, during and after the load, need %d of each",
          before, during, after, LEAST_SAMPLES);
    }
    long spacingNs =
        (series.monotonicNs()[series.size() - 1] - series.monotonicNs()[0]) / (series.size() - 1);
    StepSolution best =
        StepSolution.best(series, busy, before, during)
            .orElseThrow(() -> refusal("nothing fits it; was the board loaded by others?"));
    if (!(best.stepWatts() > LEAST_STEP_SIGMAS * best.residualWatts())) {
      throw refusal(
          "the load raised the power by %.3f W only, with %.3f W of noise: use more threads",
          best.stepWatts(), best.residualWatts());
    }
    return of(best, Math.max(roundNs, spacingNs), resolutionWatts);
  }

  private static StepFit of(StepSolution best, long roundNs, double resolutionWatts) {
    long tauNs = Math.round(best.tauSeconds() * 1e9);
    boolean resolved = tauNs > roundNs;
    double stepsNs = 2 * TRIANGLE_95 * tauNs * resolutionWatts / best.stepWatts();
    double scatterNs = Math.hypot(1.96 * best.tauErrorSeconds() * 1e9, roundNs / 4.0);
    double errorNs = Math.hypot(scatterNs, stepsNs);
    return new StepFit(
        resolved ? tauNs : 0,
        resolved ? Math.round(errorNs) : roundNs,
        Math.round(best.riseDelaySeconds() * 1e9),
        Math.round(best.fallDelaySeconds() * 1e9),
        best.idleWatts(),
        best.stepWatts(),
        best.residualWatts());
  }

  private static HamletException refusal(String format, Object... args) {
    return new HamletException(
        ErrorCode.PRECONDITION,
        "no time constant follows from this step of the load: "
            + String.format(Locale.ROOT, format, args));
  }
}
