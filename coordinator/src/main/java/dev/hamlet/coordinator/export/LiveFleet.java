package dev.hamlet.coordinator.export;

import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.device.ClockFigures;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.health.HealthCounters;
import dev.hamlet.coordinator.ingest.CountingIngestMetrics;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.LivePower;
import dev.hamlet.coordinator.live.RailPower;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.fleet.HealthEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exporter's view of a running coordinator: joins what its parts know of devices and
 * experiments.
 */
public final class LiveFleet implements FleetView {

  private final DeviceRegistry registry;
  private final LivePower power;
  private final CountingIngestMetrics ingest;
  private final ExperimentBoard board;
  private final ResultStore store;
  private final MonotonicClock clock;
  private final FleetKeeper fleet;

  /** A view; it owns none of the parts. */
  public LiveFleet(
      DeviceRegistry registry,
      LivePower power,
      CountingIngestMetrics ingest,
      ExperimentBoard board,
      ResultStore store,
      MonotonicClock clock,
      FleetKeeper fleet) {
    this.registry = registry;
    this.power = power;
    this.ingest = ingest;
    this.board = board;
    this.store = store;
    this.clock = clock;
    this.fleet = fleet;
  }

  @Override
  public List<DeviceView> devices() {
    Map<String, DevicePower> powers = powers();
    return registry.snapshots().stream()
        .map(device -> device(device, powers.get(device.device())))
        .toList();
  }

  @Override
  public List<ExperimentView> experiments() {
    Set<String> twins =
        registry.snapshots().stream()
            .filter(device -> device.description().simulated())
            .map(DeviceSnapshot::device)
            .collect(Collectors.toSet());
    return board.recent().stream().map(snapshot -> experiment(snapshot, twins)).toList();
  }

  @Override
  public List<HealthView> health() {
    HealthCounters counters = fleet.counters();
    Map<String, Long> quarantines = counters.of(HealthEvent.Kind.QUARANTINED);
    Map<String, Long> passed = counters.of(HealthEvent.Kind.CHECK_PASSED);
    Map<String, Long> failed = counters.of(HealthEvent.Kind.CHECK_FAILED);
    Map<String, Long> inconclusive = counters.of(HealthEvent.Kind.CHECK_INCONCLUSIVE);
    return registry.snapshots().stream()
        .map(DeviceSnapshot::device)
        .map(
            device ->
                new HealthView(
                    device,
                    quarantines.getOrDefault(device, 0L),
                    passed.getOrDefault(device, 0L),
                    failed.getOrDefault(device, 0L),
                    inconclusive.getOrDefault(device, 0L),
                    fleet.heldBack().containsKey(device)))
        .toList();
  }

  @Override
  public List<IngestView> ingest() {
    Map<String, DevicePower> powers = powers();
    return ingest.snapshot().stream()
        .map(
            counts -> {
              DevicePower of = powers.get(counts.device());
              return new IngestView(
                  counts.device(),
                  counts.samples(),
                  counts.accepted(),
                  counts.bytes(),
                  counts.duplicates(),
                  counts.gapSequences(),
                  of == null ? Double.NaN : of.lagSeconds());
            })
        .toList();
  }

  private Map<String, DevicePower> powers() {
    return power.snapshot(clock.monotonicNs()).stream()
        .collect(Collectors.toMap(DevicePower::device, Function.identity()));
  }

  private ExperimentView experiment(ExperimentSnapshot snapshot, Set<String> twins) {
    String id = snapshot.experiment().id();
    return ExperimentFigures.of(snapshot, store.variants(id), store.evaluations(id), twins);
  }

  private static DeviceView device(DeviceSnapshot device, @Nullable DevicePower power) {
    ClockFigures clock = device.clock();
    return new DeviceView(
        device.device(),
        device.description().board(),
        device.description().simulated(),
        device.state().word(),
        device.connected(),
        device.lastSeenEpochMs() / 1e3,
        device.description().agentVersion(),
        device.description().operatingSystem(),
        device.description().javaVersion(),
        device.powerMode(),
        device.temperatures().stream()
            .collect(Collectors.toMap(zone -> zone.zone(), zone -> zone.celsius(), (a, b) -> b)),
        clock == null ? Double.NaN : clock.offset().offsetNs() / 1e9,
        clock == null ? Double.NaN : clock.offset().errorNs() / 1e9,
        clock == null ? Double.NaN : clock.drift().ratio(),
        clock == null ? Double.NaN : clock.drift().errorRatio(),
        clock == null ? 0 : clock.steps(),
        device.unacknowledgedBatches(),
        power == null ? Double.NaN : power.gapSeconds(),
        power == null ? Map.of() : power.sampling(),
        power == null ? List.of() : rails(device.description().sensors(), power.rails()));
  }

  private static List<DeviceView.RailView> rails(
      List<SensorGroup> sensors, List<RailPower> powers) {
    Map<String, RailScope> scopes =
        sensors.stream()
            .flatMap(sensor -> sensor.rails().stream())
            .collect(Collectors.toMap(Rail::name, Rail::scope, (a, b) -> a));
    return powers.stream()
        .map(
            rail ->
                new DeviceView.RailView(
                    rail.rail(),
                    scopes.getOrDefault(rail.rail(), RailScope.COMPONENT) == RailScope.SUPPLY
                        ? "supply"
                        : "component",
                    rail.energyJoules(),
                    rail.lateEnergyJoules(),
                    rail.meanPowerWatts(),
                    rail.peakPowerWatts()))
        .toList();
  }
}
