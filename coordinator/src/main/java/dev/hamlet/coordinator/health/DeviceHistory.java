package dev.hamlet.coordinator.health;

import dev.hamlet.coordinator.store.fleet.HealthEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What follows for one device from what happened to it. Mutable; belongs to its owner. */
final class DeviceHistory {

  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private record Failure(String cell, String reason) {}

  private final HealthRules rules;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Long> releases = new ArrayList<>();
  private final List<Long> recoveries = new ArrayList<>();
  private boolean quarantined;
  private boolean forGolden;
  private String heldBack = "";
  private int passes;
  private int tries;
  private long lastTryMs;
  private long lastCheckMs;
  private final Set<String> cellsSinceCheck = new HashSet<>();
  private long lastFailureMs = Long.MIN_VALUE / 2;
  private String owes = "";
  private long notBeforeMs;

  DeviceHistory(HealthRules rules) {
    this.rules = rules;
  }

  void note(HealthEvent event) {
    switch (event.kind()) {
      case WORKED -> failures.clear();
      case FAILED -> failed(event);
      case FORGIVEN -> failures.removeIf(failure -> failure.cell().equals(event.subject()));
      case QUARANTINED -> quarantined(event);
      case HELD_BACK -> heldBack = event.detail();
      case CHECK_PASSED -> checked(event, passes + 1);
      case CHECK_FAILED -> checked(event, 0);
      case CHECK_INCONCLUSIVE -> tried(event);
      case RELEASED -> released(event);
      case RECOVERED -> recoveries.add(event.epochMs());
      case CELL_BLAMED, CELL_CLEARED -> {
        // nothing follows for the device
      }
    }
  }

  private void failed(HealthEvent event) {
    failures.add(new Failure(event.subject(), event.detail()));
    lastFailureMs = event.epochMs();
    owes = FleetHealth.AFTER_A_FAILURE;
  }

  private void quarantined(HealthEvent event) {
    quarantined = true;
    forGolden = event.subject().equals(FleetHealth.GOLDEN);
    heldBack = "";
    passes = 0;
    tries = 0;
    lastTryMs = event.epochMs();
  }

  private void checked(HealthEvent event, int newPasses) {
    tried(event);
    passes = newPasses;
    lastCheckMs = event.epochMs();
    cellsSinceCheck.clear();
    owes = "";
    if (newPasses > 0) {
      heldBack = "";
    }
  }

  private void tried(HealthEvent event) {
    tries++;
    lastTryMs = event.epochMs();
    notBeforeMs = event.epochMs() + rules.retryAfter().toMillis();
  }

  private void released(HealthEvent event) {
    quarantined = false;
    heldBack = "";
    failures.clear();
    passes = 0;
    if (event.subject().equals(FleetHealth.BY_ITSELF)) {
      releases.add(event.epochMs());
    } else {
      releases.clear(); // a person has looked at it
    }
  }

  /** A trial of a cell was measured; no more cells are kept than a check waits for. */
  void measured(String cellId) {
    if (cellsSinceCheck.size() < rules.checkAfterCells()) {
      cellsSinceCheck.add(cellId);
    }
  }

  int recoveriesSince(long epochMs) {
    return (int) recoveries.stream().filter(at -> at >= epochMs).count();
  }

  boolean failedSince(long epochMs) {
    return lastFailureMs >= epochMs;
  }

  void owes(String reason) {
    owes = reason;
    notBeforeMs = 0;
  }

  boolean hasFailed() {
    return !failures.isEmpty();
  }

  /** Those with one cell in a row count once: the cell is retried on the spot. */
  int failuresInARow() {
    return count(failures);
  }

  /** Failures that would be left if those with a cell did not count. */
  int failuresWithout(String cell) {
    return count(failures.stream().filter(failure -> !failure.cell().equals(cell)).toList());
  }

  private static int count(List<Failure> failures) {
    int count = 0;
    String last = "";
    for (Failure failure : failures) {
      count += failure.cell().isEmpty() || !failure.cell().equals(last) ? 1 : 0;
      last = failure.cell();
    }
    return count;
  }

  String lastReason() {
    return failures.isEmpty() ? "" : failures.get(failures.size() - 1).reason();
  }

  boolean isQuarantined() {
    return quarantined;
  }

  boolean isQuarantinedForFailures() {
    return quarantined && !forGolden;
  }

  String heldBack() {
    return heldBack;
  }

  int passes() {
    return passes;
  }

  boolean mayReleaseItself(long nowMs) {
    return releases.stream().filter(at -> nowMs - at < DAY_MS).count() < rules.releasesADay();
  }

  /** Why it should be checked now; empty if it should not. */
  String checkDue(long nowMs) {
    if (quarantined) {
      boolean waited = nowMs - lastTryMs >= rules.beforeTry(tries).toMillis();
      return waited && mayReleaseItself(nowMs) ? FleetHealth.TO_BE_RELEASED : "";
    }
    return nowMs < notBeforeMs ? "" : reasonInWork(nowMs);
  }

  private String reasonInWork(long nowMs) {
    if (!owes.isEmpty()) {
      return owes;
    }
    if (nowMs - lastCheckMs >= rules.checkEvery().toMillis()) {
      return FleetHealth.LONG_AGO;
    }
    return cellsSinceCheck.size() >= rules.checkAfterCells() ? FleetHealth.MANY_CELLS : "";
  }
}
