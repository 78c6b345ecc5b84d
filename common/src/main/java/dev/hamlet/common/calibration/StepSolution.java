package dev.hamlet.common.calibration;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;

/** The best of several local fits of {@link StepResponse}. */
final class StepSolution {

  private static final double SHORTEST_TAU_SECONDS = 20e-6;
  private static final int MOST_ITERATIONS = 60;
  private static final int LONGEST_CORRELATION = 1_000;
  private static final double FORGOTTEN = 0.05;
  private static final double SHORTEST_START_SECONDS = 1e-3;
  private static final double SINGULAR = 1e-12;
  private static final double[] SHARES = {0.02, 0.5, 1};

  private final double[] point;
  private final double[] residuals;
  private final double tauVariance;

  private StepSolution(Optimum optimum) {
    this.point = optimum.getPoint().toArray();
    this.residuals = optimum.getResiduals().toArray();
    this.tauVariance = tauVariance(optimum);
  }

  /** Starts with filters that pass half of the rise when the record does. */
  static Optional<StepSolution> best(
      PowerSeries series, TimeInterval busy, int before, int during) {
    double[] watts = series.watts();
    double[] seconds =
        Arrays.stream(series.monotonicNs())
            .mapToDouble(ns -> (ns - busy.startNs()) / 1e9)
            .toArray();
    double idle = median(watts, 0, before);
    double step = median(watts, before + during / 2, before + during) - idle;
    double half = lowShare(watts, before, during, idle + step / 2) * busy.durationSeconds();
    StepResponse response = new StepResponse(seconds, busy.durationSeconds());
    return Arrays.stream(SHARES)
        .mapToObj(share -> start(idle, step, half, share))
        .map(start -> fit(response, watts, start, busy.durationSeconds()))
        .flatMap(Optional::stream)
        .min(Comparator.comparingDouble(StepSolution::squares));
  }

  /**
   * A filter that explains a share of the delay of the half rise, and a pure delay for the rest.
   */
  private static double[] start(double idle, double step, double halfSeconds, double share) {
    double tau = Math.max(SHORTEST_START_SECONDS, share * halfSeconds / Math.log(2));
    double delay = Math.max(0, halfSeconds - tau * Math.log(2));
    return new double[] {idle, step, 0, delay, delay, tau};
  }

  double idleWatts() {
    return point[StepResponse.IDLE];
  }

  double stepWatts() {
    return point[StepResponse.STEP];
  }

  double tauSeconds() {
    return point[StepResponse.TAU];
  }

  double riseDelaySeconds() {
    return point[StepResponse.RISE_DELAY];
  }

  double fallDelaySeconds() {
    return point[StepResponse.FALL_DELAY];
  }

  double residualWatts() {
    return Math.sqrt(squares() / (residuals.length - StepResponse.PARAMETERS));
  }

  /** One standard error. Residuals that resemble their neighbours count as fewer. */
  double tauErrorSeconds() {
    return residualWatts() * Math.sqrt(tauVariance * correlationFactor());
  }

  private double squares() {
    return Arrays.stream(residuals).map(residual -> residual * residual).sum();
  }

  /** {@code 1 + 2 sum rho_k}, up to the lag at which the residuals have forgotten. */
  private double correlationFactor() {
    double squares = squares();
    double factor = 1;
    for (int lag = 1; lag < Math.min(LONGEST_CORRELATION, residuals.length); lag++) {
      double products = 0;
      for (int i = lag; i < residuals.length; i++) {
        products += residuals[i] * residuals[i - lag];
      }
      if (!(products > FORGOTTEN * squares)) {
        break;
      }
      factor += 2 * products / squares;
    }
    return factor;
  }

  private static Optional<StepSolution> fit(
      StepResponse response, double[] watts, double[] start, double busySeconds) {
    try {
      return Optional.of(new StepSolution(optimum(response, watts, start, busySeconds)));
    } catch (MathIllegalStateException ignored) {
      // this start leads nowhere; another does, or the caller hears that none did
      return Optional.empty();
    }
  }

  private static Optimum optimum(
      StepResponse response, double[] watts, double[] start, double busySeconds) {
    LeastSquaresProblem problem =
        new LeastSquaresBuilder()
            .model(response)
            .target(watts)
            .start(start)
            .parameterValidator(point -> bounded(point, busySeconds))
            .maxEvaluations(10 * MOST_ITERATIONS)
            .maxIterations(MOST_ITERATIONS)
            .build();
    return new LevenbergMarquardtOptimizer()
        .withCostRelativeTolerance(1e-8)
        .withParameterRelativeTolerance(1e-7)
        .optimize(problem);
  }

  private static RealVector bounded(RealVector point, double busySeconds) {
    clamp(point, StepResponse.TAU, SHORTEST_TAU_SECONDS, 2 * busySeconds);
    clamp(point, StepResponse.RISE_DELAY, -busySeconds / 4, busySeconds / 2);
    clamp(point, StepResponse.FALL_DELAY, -busySeconds / 4, busySeconds / 2);
    return point;
  }

  private static void clamp(RealVector point, int index, double least, double most) {
    point.setEntry(index, Math.max(least, Math.min(most, point.getEntry(index))));
  }

  /** Share of the load's time that the power stays below a level. */
  private static double lowShare(double[] watts, int from, int count, double level) {
    long low = Arrays.stream(watts, from, from + count).filter(power -> power < level).count();
    return (double) low / count;
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Infinite where the record does not determine it. */
  private static double tauVariance(Optimum optimum) {
    try {
      return optimum.getCovariances(SINGULAR).getEntry(StepResponse.TAU, StepResponse.TAU);
    } catch (SingularMatrixException ignored) {
      // a filter so short that no sample lies on its edge: the caller sees that it is not resolved
      return Double.POSITIVE_INFINITY;
    }
  }
}
