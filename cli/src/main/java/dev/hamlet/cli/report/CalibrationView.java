package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.SensorCalibration;

/**
 * What a calibration found, as {@code --json} shows it.
 *
 * @param timeConstantSeconds time constant of the sensor's filter; 0 if it is shorter than a round
 *     of the sensor
 * @param timeConstantErrorSeconds half-width of its 95 % interval
 * @param threads busy threads of the load
 * @param busySeconds how long they were busy
 * @param idleWatts power without the load
 * @param stepWatts what the load added
 * @param epochMs wall clock of the board, ms
 */
public record CalibrationView(
    double timeConstantSeconds,
    double timeConstantErrorSeconds,
    int threads,
    double busySeconds,
    double idleWatts,
    double stepWatts,
    long epochMs) {

  /** From the wire. */
  public static CalibrationView of(SensorCalibration found) {
    return new CalibrationView(
        found.getTimeConstantNs() / 1e9,
        found.getErrorNs() / 1e9,
        found.getThreads(),
        found.getBusyNs() / 1e9,
        found.getIdleWatts(),
        found.getStepWatts(),
        found.getEpochMs());
  }

  /** For people. */
  public String sentence() {
    String filter =
        timeConstantSeconds == 0
            ? "no filter that is slower than a round (%s)"
                .formatted(Figures.seconds(timeConstantErrorSeconds))
            : "time constant %s +- %s"
                .formatted(
                    Figures.seconds(timeConstantSeconds),
                    Figures.seconds(timeConstantErrorSeconds));
    return "step load: %s; it raised the power from %s by %s"
        .formatted(filter, Figures.watts(idleWatts), Figures.watts(stepWatts));
  }
}
