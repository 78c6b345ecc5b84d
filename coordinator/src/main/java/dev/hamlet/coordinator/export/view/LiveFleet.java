package dev.hamlet.coordinator.export.view;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.health.HealthCounters;
import dev.hamlet.coordinator.ingest.CountingIngestMetrics;
import dev.hamlet.coordinator.ingest.IngestCounts;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.LivePower;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.fleet.HealthEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The exporter's view of a running coordinator: joins what its parts know of devices and
 * experiments.
 */
public final class LiveFleet implements FleetView {

  /** Figures of the present vanish this long after a device's last message; it speaks every 5 s. */
  static final Duration LIVE_FOR = Duration.ofSeconds(10);

  private final DeviceRegistry registry;
  private final LivePower power;
  private final CountingIngestMetrics ingest;
  private final ShownExperiments experiments;
  private final MonotonicClock clock;
  private final FleetKeeper fleet;

  /**
   * A view; it owns none of the parts.
   *
   * @param retention how long experiments are shown after their end
   */
  public LiveFleet(
      DeviceRegistry registry,
      LivePower power,
      CountingIngestMetrics ingest,
      ExperimentBoard board,
      ResultStore store,
      MonotonicClock clock,
      EpochClock wallClock,
      FleetKeeper fleet,
      Duration retention) {
    this.registry = registry;
    this.power = power;
    this.ingest = ingest;
    this.experiments = new ShownExperiments(board, store, wallClock, retention);
    this.clock = clock;
    this.fleet = fleet;
  }

  @Override
  public List<DeviceView> devices() {
    long nowNs = clock.monotonicNs();
    Map<String, DevicePower> powers = byName(power.snapshot(nowNs), DevicePower::device);
    Map<String, IngestCounts> ingested = byName(ingest.snapshot(), IngestCounts::device);
    Health health = new Health(fleet.counters(), fleet.heldBack().keySet());
    return registry.snapshots().stream()
        .filter(device -> device.state() != DeviceState.RETIRED)
        .map(
            device ->
                new DeviceView(
                    device,
                    isLive(device, nowNs),
                    device.busy().secondsUntil(nowNs),
                    powers.get(device.device()),
                    ingested.get(device.device()),
                    health.of(device.device())))
        .toList();
  }

  @Override
  public List<ExperimentView> experiments() {
    Set<String> twins =
        registry.snapshots().stream()
            .filter(device -> device.description().simulated())
            .map(DeviceSnapshot::device)
            .collect(Collectors.toUnmodifiableSet());
    return experiments.all(twins);
  }

  static boolean isLive(DeviceSnapshot device, long nowNs) {
    return device.connected() && nowNs - device.heardNs() <= LIVE_FOR.toNanos();
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    return all.stream().collect(Collectors.toMap(name, Function.identity()));
  }

  /** The counters of all devices, looked up once a scrape. */
  private static final class Health {

    private final Map<String, Long> quarantines;
    private final Map<String, Long> passed;
    private final Map<String, Long> failed;
    private final Map<String, Long> inconclusive;
    private final Set<String> heldBack;

    Health(HealthCounters counters, Set<String> heldBack) {
      this.quarantines = counters.of(HealthEvent.Kind.QUARANTINED);
      this.passed = counters.of(HealthEvent.Kind.CHECK_PASSED);
      this.failed = counters.of(HealthEvent.Kind.CHECK_FAILED);
      this.inconclusive = counters.of(HealthEvent.Kind.CHECK_INCONCLUSIVE);
      this.heldBack = heldBack;
    }

    HealthView of(String device) {
      return new HealthView(
          quarantines.getOrDefault(device, 0L),
          passed.getOrDefault(device, 0L),
          failed.getOrDefault(device, 0L),
          inconclusive.getOrDefault(device, 0L),
          heldBack.contains(device));
    }
  }
}
