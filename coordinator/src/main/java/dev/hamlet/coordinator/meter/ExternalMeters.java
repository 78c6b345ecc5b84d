package dev.hamlet.coordinator.meter;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.align.ExternalMeterAligner;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ExternalReading;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures valid trials by the meters attached to their device. A meter's samples come on a stream
 * of their own and a step of a clock shows with the exchange after it, so each trial is tried soon,
 * again while samples lack, and a last time after fifteen seconds; what is found is stored each
 * time. Those of a stop in between are left out.
 *
 * <p>A meter's figure is its first supply rail, or its first rail if it has no supply.
 *
 * <p>Threads: {@link #measured} from any; the work is done on a thread of its own.
 */
public final class ExternalMeters implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExternalMeters.class);
  private static final List<Long> TRIES_AFTER_MS = List.of(500L, 2_000L, 5_000L, 15_000L);

  private final DeviceRegistry registry;
  private final DeviceClocks clocks;
  private final TelemetryLog log;
  private final ResultStore store;
  private final ExternalMeterAligner aligner;
  private final ScheduledThreadPoolExecutor executor;

  /** Meters of the devices of a registry. */
  public ExternalMeters(
      DeviceRegistry registry,
      DeviceClocks clocks,
      TelemetryLog log,
      ResultStore store,
      ExternalMeterAligner aligner) {
    this.registry = registry;
    this.clocks = clocks;
    this.log = log;
    this.store = store;
    this.aligner = aligner;
    this.executor = new ScheduledThreadPoolExecutor(1, ExternalMeters::daemon);
  }

  /** A trial was measured by its device's own rails. */
  @SuppressWarnings("FutureReturnValueIgnored") // failures are logged by the task
  public void measured(TrialResult trial) {
    EnergyFigures energy = trial.energy();
    if (trial.status() != TrialStatus.VALID || energy == null) {
      return;
    }
    for (DeviceRecord meter : metersOf(trial.device())) {
      for (long afterMs : TRIES_AFTER_MS) {
        executor.schedule(() -> read(trial, energy, meter), afterMs, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Measures a trial by one meter with what is known now, and stores what came of it. */
  void read(TrialResult trial, EnergyFigures energy, DeviceRecord meter) {
    try {
      ExternalMeterFigures figures = figures(trial, energy, meter);
      store.saveExternalReading(
          new ExternalReading(
              trial.cellId(), trial.trialNumber(), meter.name(), meter.simulated(), figures));
    } catch (RuntimeException failure) {
      LOG.warn(
          "meter {} says nothing of trial {} of cell {}: {}",
          meter.name(),
          trial.trialNumber(),
          trial.cellId(),
          failure.getMessage());
    }
  }

  private ExternalMeterFigures figures(
      TrialResult trial, EnergyFigures energy, DeviceRecord meter) {
    List<String> rails = rails(meter);
    Optional<TrialTrace> trace =
        log.trace(trial.device(), trial.cellId(), trial.trialNumber(), trial.fencingToken());
    return trace
        .map(
            found ->
                aligner.measure(
                    found,
                    energy,
                    meter.sensors(),
                    rails,
                    stampNs ->
                        clocks.carry(
                            trial.device(), trial.bootId(), stampNs, meter.name(), meter.bootId()),
                    window -> log.samples(meter.name(), meter.bootId(), window)))
        .orElseGet(() -> ExternalMeterFigures.none(rails, "Its trace is not in the telemetry."));
  }

  private List<DeviceRecord> metersOf(String device) {
    return registry.metersOf(device).stream()
        .filter(DeviceSnapshot::connected)
        .map(DeviceSnapshot::description)
        .toList();
  }

  private static List<String> rails(DeviceRecord meter) {
    return meter.sensors().stream()
        .map(SensorGroup::rails)
        .flatMap(List::stream)
        .min(Comparator.comparing((Rail rail) -> rail.scope() != RailScope.SUPPLY))
        .map(rail -> List.of(rail.name()))
        .orElse(List.of());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "external-meter");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
