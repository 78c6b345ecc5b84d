package dev.hamlet.coordinator.cell.trial;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.offset.ClockStep;
import dev.hamlet.coordinator.align.TrialAligner;
import dev.hamlet.coordinator.align.TrialMeasurement;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.SensorSnapshot;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes figures from what the telemetry log holds. Stateless; safe from any thread. */
public final class LoggedTrialMeasurer implements TrialMeasurer {

  private static final TimeInterval NEVER = new TimeInterval(0, 0);

  private final TelemetryLog log;
  private final TrialAligner aligner;
  private final EpochClock wallClock;

  private final DeviceClocks clocks;
  private final TrialListener listener;

  /** Reads from a log; nobody watches the clocks. */
  public LoggedTrialMeasurer(TelemetryLog log, TrialAligner aligner, EpochClock wallClock) {
    this(log, aligner, wallClock, new DeviceClocks(), TrialListener.NONE);
  }

  /** Reads from a log, and flags trials during which a clock stepped. */
  public LoggedTrialMeasurer(
      TelemetryLog log,
      TrialAligner aligner,
      EpochClock wallClock,
      DeviceClocks clocks,
      TrialListener listener) {
    this.log = log;
    this.aligner = aligner;
    this.wallClock = wallClock;
    this.clocks = clocks;
    this.listener = listener;
  }

  @Override
  public TrialResult measure(
      TrialReport report, DeviceSession session, PlannedCell cell, MeasurementProtocol protocol) {
    Optional<TrialTrace> trace =
        log.trace(
            session.device(), report.cellId(), report.trialNumber(), report.lease().fencingToken());
    return trace
        .map(found -> measure(report, session, cell, protocol, found))
        .orElseGet(
            () ->
                UnmeasuredTrial.of(
                    report,
                    session,
                    TrialStatus.INVALID,
                    report.outcome() == TrialOutcome.INVALID
                        ? report.reason()
                        : "its trace is not in the telemetry",
                    wallClock.epochMs()));
  }

  private TrialResult measure(
      TrialReport report,
      DeviceSession session,
      PlannedCell cell,
      MeasurementProtocol protocol,
      TrialTrace trace) {
    TrialResult result = measure(report, session, trace, align(trace, session, cell, protocol));
    listener.measured(session, cell, trace, result);
    return result;
  }

  private TrialMeasurement align(
      TrialTrace trace, DeviceSession session, PlannedCell cell, MeasurementProtocol protocol) {
    List<SampleBatch> samples =
        TrialAligner.samplesNeeded(trace, session.sensors())
            .map(window -> log.samples(session.device(), session.bootId(), window))
            .orElse(List.of());
    return aligner.align(trace, samples, session.sensors(), cell.rails(), protocol);
  }

  /** A rule that only the agent can check weighs as much as one that the aligner checks. */
  private TrialResult measure(
      TrialReport report, DeviceSession session, TrialTrace trace, TrialMeasurement measurement) {
    boolean accepted = report.outcome() == TrialOutcome.MEASURED;
    String reason = accepted ? measurement.rejection().orElse("") : report.reason();
    TimeInterval burst = trace.phase(PhaseKind.BURST).map(phase -> phase.interval()).orElse(NEVER);
    return new TrialResult(
        report.cellId(),
        report.trialNumber(),
        report.round(),
        report.lease().fencingToken(),
        session.device(),
        session.bootId(),
        accepted && measurement.isValid() ? TrialStatus.VALID : TrialStatus.INVALID,
        reason,
        measurement.latency(),
        energy(report, measurement, burst),
        measurement.sampling(),
        report.loadDurationNs() / 1e9,
        burst.startNs(),
        burst.endNs(),
        report.board().hottestBeforeC(),
        report.board().hottestAfterC(),
        wallClock.epochMs(),
        report.board().conditions(),
        SensorSnapshot.of(session.sensors()).id(),
        flags(session, trace, measurement));
  }

  private static @Nullable EnergyFigures energy(
      TrialReport report, TrialMeasurement measurement, TimeInterval burst) {
    EnergyFigures energy = measurement.energy();
    return energy == null
        ? null
        : energy.withoutWait(
            report.board().conditions().hostWaitNs() / 1e9, burst.durationSeconds());
  }

  /** What is known by now: a step shows with the exchange after it, five seconds or ten later. */
  private List<Flag> flags(DeviceSession session, TrialTrace trace, TrialMeasurement measurement) {
    List<Flag> flags = new ArrayList<>(measurement.flags());
    if (!trace.phases().isEmpty()) {
      TimeInterval whole =
          new TimeInterval(
              trace.phases().get(0).interval().startNs(),
              trace.phases().get(trace.phases().size() - 1).interval().endNs());
      clocks
          .stepWithin(session.device(), session.bootId(), whole)
          .ifPresent(step -> flags.add(new Flag(FlagKind.CLOCK_STEPPED, sentence(step))));
    }
    return flags;
  }

  private static String sentence(ClockStep step) {
    return String.format(
        Locale.ROOT,
        "The clocks of device and coordinator came apart by %.3f s, to within %.3f s.",
        step.jumpNs() / 1e9,
        step.errorNs() / 1e9);
  }
}
