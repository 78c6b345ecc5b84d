package dev.hamlet.coordinator.health;

import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.HealthEvent;
import dev.hamlet.coordinator.store.fleet.HealthEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides from what happened which devices may work, purely: what it is told are events, what it
 * answers are these and the events that follow from them, each noted already; whoever asks makes
 * them durable and sees to them. {@link #replay} of all of them, in order, leads to the same state.
 *
 * <ul>
 *   <li>Three infrastructure failures in a row, or one failed golden-model check, quarantine a
 *       device; two passed checks in a row release it, a few times a day.
 *   <li>A cell that fails on two devices is blamed itself; what it did to devices is taken back.
 *       Where most devices fail within two minutes, no cell is.
 *   <li>Of the fleet, heard or not, half at most is quarantined without a person: beyond that
 *       devices work on, and it is said why that is wrong.
 * </ul>
 *
 * <p>Threads: one at a time. Times are wall clock, ms, as they outlive the process.
 */
public final class FleetHealth {

  /** Subject of a release without a person. */
  public static final String BY_ITSELF = "by itself";

  /** Subject of a release by a person. */
  public static final String BY_A_PERSON = "by a person";

  /** Cause of a quarantine: a golden-model check. */
  static final String GOLDEN = "golden-model check";

  /** Cause of a quarantine: failures in a row. */
  static final String FAILURES = "failures in a row";

  static final String AFTER_A_FAILURE = "something failed on it";
  static final String TO_BE_RELEASED = "it is quarantined, and passes would release it";
  static final String LONG_AGO = "the last check is a day ago";
  static final String MANY_CELLS = "it has measured many cells since the last check";

  private static final long OUTAGE_MS = Duration.ofMinutes(2).toMillis();
  private static final int LEAST_OUTAGE = 3;

  private final HealthRules rules;
  private final Map<String, DeviceHistory> devices = new TreeMap<>();
  private final CellBlame cells = new CellBlame();

  /** Nothing has happened yet. */
  public FleetHealth(HealthRules rules) {
    this.rules = rules;
  }

  /** Notes an event of an earlier life. */
  public void replay(HealthEvent event) {
    if (!event.device().isEmpty()) {
      history(event.device()).note(event);
    }
    cells.note(event);
  }

  /**
   * A device that was quarantined by what happened so long ago that the events are forgotten still
   * is: only passed checks or a person end that.
   */
  public void stillQuarantined(String device, long sinceEpochMs, String reason) {
    if (mayWork(device)) {
      replay(new HealthEvent(sinceEpochMs, Kind.QUARANTINED, device, GOLDEN, reason));
    }
  }

  /** Whether a device is not quarantined by what happened; people may have decided otherwise. */
  public boolean mayWork(String device) {
    return !history(device).isQuarantined();
  }

  /** Why a device that should be quarantined is not, one sentence; empty for any other. */
  public String heldBack(String device) {
    return history(device).heldBack();
  }

  /** Infrastructure failures of a device in a row. */
  public int failuresInARow(String device) {
    return history(device).failuresInARow();
  }

  /** Whether a quarantined device has used up what it may be released without a person. */
  public boolean needsAPerson(String device, long nowMs) {
    DeviceHistory history = history(device);
    return history.isQuarantined() && !history.mayReleaseItself(nowMs);
  }

  /** How often a device's recover command was started since a wall clock. */
  public int recoveriesSince(String device, long epochMs) {
    return history(device).recoveriesSince(epochMs);
  }

  /** Why a golden-model check of a device is due; empty if it is not. */
  public String checkDue(String device, long nowMs) {
    return history(device).checkDue(nowMs);
  }

  /** A device owes a check, for instance as its agent has started. */
  public void owesCheck(String device, String reason) {
    history(device).owes(reason);
  }

  /** A trial was measured: the device works. */
  public List<HealthEvent> measured(String device, String cellId, long nowMs) {
    List<HealthEvent> events = new ArrayList<>();
    DeviceHistory history = history(device);
    history.measured(cellId);
    if (history.hasFailed()) {
      add(events, new HealthEvent(nowMs, Kind.WORKED, device, "", ""));
    }
    return events;
  }

  /**
   * A leased try ended, or a trial of it could not run.
   *
   * @param fleet the fleet now, the quarantined ones among it
   */
  public List<HealthEvent> attemptEnded(AttemptEnd end, FleetNow fleet, long nowMs) {
    List<HealthEvent> events = new ArrayList<>();
    if (end.outcome() == AttemptOutcome.INFRASTRUCTURE) {
      failed(events, end, fleet, nowMs);
    }
    return events;
  }

  private void failed(List<HealthEvent> events, AttemptEnd end, FleetNow fleet, long nowMs) {
    String device = end.device();
    add(events, new HealthEvent(nowMs, Kind.FAILED, device, end.cell(), end.reason()));
    if (cells.isBlamed(end.cell())) {
      forgive(events, device, end.cell(), nowMs);
    } else if (cells.devices(end.cell()).size() >= rules.devicesThatBlame()
        && !isOutage(fleet, nowMs)) {
      blame(events, end.cell(), nowMs);
    }
    DeviceHistory history = history(device);
    if (history.failuresInARow() >= rules.failuresInARow()) {
      String reason =
          "%d failures in a row, the last: %s"
              .formatted(history.failuresInARow(), history.lastReason());
      quarantine(events, device, FAILURES, reason, fleet, nowMs);
    }
  }

  /** Many devices that fail at once share a switch or a fuse: no cell is to blame for that. */
  private boolean isOutage(FleetNow fleet, long nowMs) {
    long failed =
        devices.values().stream().filter(one -> one.failedSince(nowMs - OUTAGE_MS)).count();
    return failed >= LEAST_OUTAGE && 2 * failed > fleet.heard().size();
  }

  private void blame(List<HealthEvent> events, String cell, long nowMs) {
    add(events, new HealthEvent(nowMs, Kind.CELL_BLAMED, "", cell, cells.sentence(cell)));
    for (String device : List.copyOf(cells.devices(cell))) {
      forgive(events, device, cell, nowMs);
    }
  }

  /** What a cell did to a device is taken back, a quarantine that rests on it, too. */
  private void forgive(List<HealthEvent> events, String device, String cell, long nowMs) {
    DeviceHistory history = history(device);
    boolean release =
        history.isQuarantinedForFailures()
            && history.failuresWithout(cell) < rules.failuresInARow();
    add(events, new HealthEvent(nowMs, Kind.FORGIVEN, device, cell, ""));
    if (release) {
      String reason = "its failures were the fault of a cell that failed on other devices, too";
      add(events, new HealthEvent(nowMs, Kind.RELEASED, device, BY_ITSELF, reason));
    }
  }

  /**
   * A person has cells tried again, by their axes: they begin without blame. What they did to
   * devices stays taken back, and what is decided about devices stays as it is.
   */
  public List<HealthEvent> triedAgain(Collection<String> axes, long nowMs) {
    List<HealthEvent> events = new ArrayList<>();
    for (String cell : axes) {
      if (cells.isKnown(cell)) {
        add(
            events,
            new HealthEvent(nowMs, Kind.CELL_CLEARED, "", cell, "a person has it tried again"));
      }
    }
    return events;
  }

  /**
   * A golden-model check of a device has ended.
   *
   * @param fleet the fleet now, the quarantined ones among it
   */
  public List<HealthEvent> goldenChecked(GoldenCheck check, FleetNow fleet, long nowMs) {
    List<HealthEvent> events = new ArrayList<>();
    String device = check.device();
    Kind kind =
        switch (check.outcome()) {
          case PASSED -> Kind.CHECK_PASSED;
          case FAILED -> Kind.CHECK_FAILED;
          case INCONCLUSIVE -> Kind.CHECK_INCONCLUSIVE;
        };
    add(events, new HealthEvent(nowMs, kind, device, GOLDEN, check.reason()));
    if (kind == Kind.CHECK_FAILED) {
      String reason = "the golden-model check failed: " + check.reason();
      quarantine(events, device, GOLDEN, reason, fleet, nowMs);
    } else if (kind == Kind.CHECK_PASSED && isToBeReleased(device, nowMs)) {
      String reason = "passed %d golden-model checks in a row".formatted(history(device).passes());
      add(events, new HealthEvent(nowMs, Kind.RELEASED, device, BY_ITSELF, reason));
    }
    return events;
  }

  private boolean isToBeReleased(String device, long nowMs) {
    DeviceHistory history = history(device);
    return history.isQuarantined()
        && history.passes() >= rules.passesToRelease()
        && history.mayReleaseItself(nowMs);
  }

  /** A person released a device: it starts afresh. */
  public List<HealthEvent> released(String device, String who, long nowMs) {
    List<HealthEvent> events = new ArrayList<>();
    add(events, new HealthEvent(nowMs, Kind.RELEASED, device, BY_A_PERSON, who));
    return events;
  }

  private void quarantine(
      List<HealthEvent> events,
      String device,
      String cause,
      String reason,
      FleetNow fleet,
      long nowMs) {
    if (history(device).isQuarantined()) {
      return;
    }
    Kind kind = leavesHalf(device, fleet) ? Kind.QUARANTINED : Kind.HELD_BACK;
    add(events, new HealthEvent(nowMs, kind, device, cause, reason));
  }

  /**
   * Whether at least half of the fleet is left if one more is quarantined; boards that are switched
   * off come back and still count.
   */
  private boolean leavesHalf(String device, FleetNow fleet) {
    Set<String> all = new HashSet<>(fleet.known());
    all.add(device);
    long quarantined = all.stream().filter(one -> history(one).isQuarantined()).count() + 1;
    return 2 * quarantined <= all.size();
  }

  private void add(List<HealthEvent> events, HealthEvent event) {
    replay(event);
    events.add(event);
  }

  private DeviceHistory history(String device) {
    return devices.computeIfAbsent(device, name -> new DeviceHistory(rules));
  }
}
