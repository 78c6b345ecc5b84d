package dev.hamlet.coordinator.store.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what the real one keeps, for as long as its process lives. */
public final class FakeFleetStore implements FleetStore {

  private final Map<String, DeviceStanding> standings = new TreeMap<>();
  private final List<HealthEvent> events = new ArrayList<>();
  private final List<GoldenCheck> checks = new ArrayList<>();
  private final List<AttemptLog> logs = new ArrayList<>();
  private @Nullable GoldenModel golden;
  private long token = 1_000_000;

  @Override
  public synchronized void saveStanding(DeviceStanding standing) {
    standings.put(standing.device(), standing);
  }

  @Override
  public synchronized List<DeviceStanding> standings() {
    return List.copyOf(standings.values());
  }

  @Override
  public synchronized void addEvent(HealthEvent event, long forgetBeforeEpochMs) {
    events.removeIf(old -> old.epochMs() < forgetBeforeEpochMs);
    events.add(event);
  }

  @Override
  public synchronized List<HealthEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized void saveGolden(GoldenModel model) {
    golden = model;
  }

  @Override
  public synchronized Optional<GoldenModel> golden() {
    return Optional.ofNullable(golden);
  }

  @Override
  public synchronized void addCheck(GoldenCheck check) {
    checks.add(check);
  }

  @Override
  public synchronized List<GoldenCheck> checks(String device, int most) {
    List<GoldenCheck> found =
        new ArrayList<>(checks.stream().filter(check -> check.device().equals(device)).toList());
    Collections.reverse(found);
    return found.subList(0, Math.min(most, found.size()));
  }

  @Override
  public synchronized long takeToken() {
    token++;
    return token;
  }

  @Override
  public synchronized void saveLog(AttemptLog log, long forgetBeforeEpochMs) {
    logs.removeIf(
        old ->
            old.epochMs() < forgetBeforeEpochMs
                || (old.fencingToken() == log.fencingToken() && old.cellId().equals(log.cellId())));
    logs.add(log);
  }

  /** Which leases covered a cell it does not know: those of whole leases are all shown. */
  @Override
  public synchronized List<AttemptLog> logs(String cellId) {
    return logs.stream()
        .filter(log -> log.cellId().equals(cellId) || log.cellId().isEmpty())
        .toList();
  }

  /** Which lease was whose it does not know: all are shown. */
  @Override
  public synchronized List<AttemptLog> logsOfExperiment(String experimentId, int most) {
    return logs.subList(Math.max(0, logs.size() - most), logs.size());
  }
}
