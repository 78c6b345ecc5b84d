package dev.hamlet.coordinator.cell.trial;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a reported trial into a result, off the loop: waits until its telemetry is durable, makes
 * its figures on the {@code align} thread, and hands them back on the loop.
 */
public final class TrialIntake {

  private final TelemetryLog log;
  private final TrialMeasurer measurer;
  private final Executor align;
  private final Executor backToLoop;

  /**
   * @param align where figures are made
   * @param backToLoop puts an event into the loop's queue, waiting for room
   */
  public TrialIntake(
      TelemetryLog log, TrialMeasurer measurer, Executor align, Executor backToLoop) {
    this.log = log;
    this.measurer = measurer;
    this.align = align;
    this.backToLoop = backToLoop;
  }

  /**
   * Starts the work on a trial.
   *
   * @param done called on the loop with the result, or with the failure if there is none
   */
  @SuppressWarnings("FutureReturnValueIgnored") // every failure is told to done
  public void measure(
      TrialReport report,
      DeviceSession session,
      PlannedCell cell,
      MeasurementProtocol protocol,
      BiConsumer<@Nullable TrialResult, @Nullable Throwable> done) {
    log.whenDurable(session.device(), report.sessionId(), report.lastTelemetrySequence())
        .whenCompleteAsync(
            (durable, failure) -> finish(report, session, cell, protocol, failure, done), align);
  }

  private void finish(
      TrialReport report,
      DeviceSession session,
      PlannedCell cell,
      MeasurementProtocol protocol,
      @Nullable Throwable logFailure,
      BiConsumer<@Nullable TrialResult, @Nullable Throwable> done) {
    TrialResult result = null;
    Throwable failure = logFailure;
    if (failure == null) {
      try {
        result = measurer.measure(report, session, cell, protocol);
      } catch (RuntimeException e) {
        failure = e; // told to the loop, which stores the trial as failed
      }
    }
    TrialResult made = result;
    Throwable cause = failure;
    backToLoop.execute(() -> done.accept(made, cause));
  }
}
