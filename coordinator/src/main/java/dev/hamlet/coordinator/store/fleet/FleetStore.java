package dev.hamlet.coordinator.store.fleet;

import java.util.List;
import java.util.Optional;

/**
 * What a restart must not forget of the fleet's health. Every change is one transaction and durable
 * on return. Threads: any; a call may wait for the disk.
 */
public interface FleetStore {

  /** Replaces what is decided about a device. */
  void saveStanding(DeviceStanding standing);

  /** What is decided about devices, by name; those about which nothing ever was are missing. */
  List<DeviceStanding> standings();

  /** Adds an event, and forgets those from before a wall clock. */
  void addEvent(HealthEvent event, long forgetBeforeEpochMs);

  /** All events that are kept, in the order they were added. */
  List<HealthEvent> events();

  /** Replaces the golden model. */
  void saveGolden(GoldenModel model);

  /** The golden model; empty until one is chosen. */
  Optional<GoldenModel> golden();

  /** Adds a check; of each device the newest 200 are kept. */
  void addCheck(GoldenCheck check);

  /** The newest checks of a device, the newest first. */
  List<GoldenCheck> checks(String device, int most);

  /** Takes a fencing token that no lease is ever given: greater than every one before. */
  long takeToken();

  /** Keeps log lines; they replace those of the same lease and cell. */
  void saveLog(AttemptLog log, long forgetBeforeEpochMs);

  /** Log lines of the attempts of a cell, those of leases that covered it among them; by token. */
  List<AttemptLog> logs(String cellId);

  /** Log lines of the failed attempts of an experiment, by token and cell; the latest so many. */
  List<AttemptLog> logsOfExperiment(String experimentId, int most);
}
