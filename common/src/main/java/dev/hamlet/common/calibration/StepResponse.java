package dev.hamlet.common.calibration;

import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * What an exponential filter shows of a load that is on from 0 to T: a step, and a drift while it
 * is on (the board warms up).
 *
 * <pre>
 *   y(t) = idle + step (h(t - a) - h(t - T - b)) + drift (q(t - a) - q(t - T - b)) / T
 *   h(u) = 1 - exp(-u / tau),  q(u) = u - tau h(u)        for u above 0; else 0
 * </pre>
 *
 * <p>Parameters in this order: idle, step, drift in watts; the delays a of the rise and b of the
 * fall, and tau, in seconds. The delays differ by up to a round of the sensor: it shows each edge
 * at its next conversion.
 */
final class StepResponse implements MultivariateJacobianFunction {

  static final int IDLE = 0;
  static final int STEP = 1;
  static final int DRIFT = 2;
  static final int RISE_DELAY = 3;
  static final int FALL_DELAY = 4;
  static final int TAU = 5;
  static final int PARAMETERS = 6;

  private final double[] seconds;
  private final double busySeconds;

  /**
   * At some moments.
   *
   * @param seconds moments, from the start of the load
   * @param busySeconds length of the load
   */
  StepResponse(double[] seconds, double busySeconds) {
    this.seconds = seconds;
    this.busySeconds = busySeconds;
  }

  @Override
  public Pair<RealVector, RealMatrix> value(RealVector point) {
    double[] values = new double[seconds.length];
    double[][] jacobian = new double[seconds.length][PARAMETERS];
    Edge rise = new Edge();
    Edge fall = new Edge();
    double step = point.getEntry(STEP);
    double drift = point.getEntry(DRIFT) / busySeconds;
    double tau = point.getEntry(TAU);
    for (int i = 0; i < seconds.length; i++) {
      rise.at(seconds[i] - point.getEntry(RISE_DELAY), tau);
      fall.at(seconds[i] - busySeconds - point.getEntry(FALL_DELAY), tau);
      double on = rise.height - fall.height;
      double warmed = rise.area - fall.area;
      values[i] = point.getEntry(IDLE) + step * on + drift * warmed;
      double[] row = jacobian[i];
      row[IDLE] = 1;
      row[STEP] = on;
      row[DRIFT] = warmed / busySeconds;
      row[RISE_DELAY] = -step * rise.slope - drift * rise.height;
      row[FALL_DELAY] = step * fall.slope + drift * fall.height;
      row[TAU] =
          step * (rise.heightByTau - fall.heightByTau) + drift * (rise.areaByTau - fall.areaByTau);
    }
    return new Pair<>(
        new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
  }

  /** h, q and their derivatives at one moment after an edge. */
  private static final class Edge {

    private double height;
    private double area;
    private double slope;
    private double heightByTau;
    private double areaByTau;

    void at(double u, double tau) {
      if (u <= 0) {
        height = area = slope = heightByTau = areaByTau = 0;
        return;
      }
      double rest = Math.exp(-u / tau);
      height = 1 - rest;
      area = u - tau * height;
      slope = rest / tau;
      heightByTau = -u / tau * slope;
      areaByTau = rest - 1 + u * slope;
    }
  }
}
