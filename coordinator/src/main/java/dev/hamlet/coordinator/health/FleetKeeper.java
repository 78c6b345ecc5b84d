package dev.hamlet.coordinator.health;

import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.audit.AuditOutcome;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.HealthEvent;
import dev.hamlet.coordinator.store.fleet.Ruling;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to what {@link FleetHealth} and people decide about devices: makes it durable, tells the
 * registry, the audit log and whoever must end work. Threads: the event loop.
 */
public final class FleetKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(FleetKeeper.class);
  private static final Duration KEEP = Duration.ofDays(30);
  private static final int CHECKS_SHOWN = 20;

  private final FleetHealth health;
  private final FleetStore store;
  private final AuditLog audit;
  private final DeviceRegistry registry;
  private final EpochClock clock;
  private final FleetListener listener;
  private final HealthCounters counters = new HealthCounters();
  private volatile Map<String, String> heldBack = Map.of();

  /**
   * A keeper of a registry; {@link #restore} takes up what an earlier life left.
   *
   * @param listener who ends work
   */
  public FleetKeeper(
      FleetHealth health,
      FleetStore store,
      AuditLog audit,
      DeviceRegistry registry,
      EpochClock clock,
      FleetListener listener) {
    this.health = health;
    this.store = store;
    this.audit = audit;
    this.registry = registry;
    this.clock = clock;
    this.listener = listener;
  }

  /** Takes up what was decided before; before the first event. */
  public void restore() {
    store.events().forEach(health::replay);
    store.standings().forEach(this::restore);
    noteHeldBack();
  }

  private void restore(DeviceStanding standing) {
    registry.stands(standing);
    Ruling quarantine = standing.automatic();
    if (quarantine != null) {
      health.stillQuarantined(standing.device(), quarantine.sinceEpochMs(), quarantine.reason());
    }
  }

  private FleetNow fleetNow() {
    return new FleetNow(registry.inFleet(), registry.heard());
  }

  /** What follows from what happened. */
  public FleetHealth health() {
    return health;
  }

  /** What happened since the coordinator's start. Any thread may ask. */
  public HealthCounters counters() {
    return counters;
  }

  /** Why devices that should be quarantined are not, by device. Any thread may ask. */
  public Map<String, String> heldBack() {
    return heldBack;
  }

  /** What is known of a device's health; throws NOT_FOUND. */
  public DeviceCondition condition(String device) {
    long nowMs = clock.epochMs();
    return new DeviceCondition(
        snapshot(device),
        health.failuresInARow(device),
        health.needsAPerson(device, nowMs),
        store.golden().orElse(null),
        health.checkDue(device, nowMs),
        store.checks(device, CHECKS_SHOWN));
  }

  /** A trial was measured. */
  public void measured(String device, String cellId) {
    seeTo(health.measured(device, cellId, clock.epochMs()));
  }

  /** A leased try ended, or a trial of it could not run. */
  public void attemptEnded(AttemptEnd end) {
    seeTo(health.attemptEnded(end, fleetNow(), clock.epochMs()));
  }

  /** A person has cells tried again, by their axes. */
  public void triedAgain(Collection<String> axes) {
    seeTo(health.triedAgain(axes, clock.epochMs()));
  }

  /** A golden-model check has ended. */
  public void checked(GoldenCheck check) {
    store.addCheck(check);
    seeTo(health.goldenChecked(check, fleetNow(), clock.epochMs()));
  }

  /** A device's recover command was started. */
  public void recovering(String device, String detail) {
    note(new HealthEvent(clock.epochMs(), HealthEvent.Kind.RECOVERED, device, "recover", detail));
  }

  /**
   * Does what a person wants; nothing if it is so already.
   *
   * @throws HamletException NOT_FOUND or PRECONDITION with a sentence, which is audited, too
   */
  public DeviceSnapshot change(DeviceChange change) {
    String verb = change.kind().word();
    try {
      apply(change);
    } catch (HamletException refused) {
      String sentence = String.valueOf(refused.getMessage());
      audit.record(change.who(), verb, change.device(), AuditOutcome.REFUSED, sentence);
      throw refused;
    }
    audit.record(change.who(), verb, change.device(), detail(change));
    return snapshot(change.device());
  }

  private static String detail(DeviceChange change) {
    return change.kind() == DeviceChange.Kind.RESERVE
        ? ("for " + DurationText.words(change.time()) + " " + change.reason()).strip()
        : change.reason();
  }

  private void apply(DeviceChange change) {
    String device = snapshot(change.device()).device();
    DeviceStanding before = registry.standing(device);
    DeviceStanding after = PersonsWord.apply(before, change, clock.epochMs());
    if (change.kind() == DeviceChange.Kind.RELEASE) {
      health.released(device, change.who(), clock.epochMs()).forEach(this::save);
      noteHeldBack();
    }
    if (!after.equals(before)) {
      stands(after);
      LOG.info("device {}: {} by {}", device, change.kind().word(), change.who());
    }
    tell(after, change.kind());
  }

  /** Also of what was so before: whatever a device has got hold of since then ends, too. */
  private void tell(DeviceStanding standing, DeviceChange.Kind kind) {
    if (kind == DeviceChange.Kind.QUARANTINE) {
      listener.quarantined(standing.device(), sentence(standing, "quarantined"));
    } else if (kind == DeviceChange.Kind.RETIRE) {
      listener.retired(standing.device(), sentence(standing, "retired"));
    }
  }

  private static String sentence(DeviceStanding standing, String word) {
    Ruling ruling = standing.person();
    return "device %s was %s by %s%s"
        .formatted(
            standing.device(),
            word,
            ruling == null ? "nobody" : ruling.who(),
            ruling == null || ruling.reason().isEmpty() ? "" : ": " + ruling.reason());
  }

  /** Ends reservations whose time is over. */
  public void tick() {
    long nowMs = clock.epochMs();
    for (DeviceSnapshot device : registry.snapshots()) {
      DeviceStanding standing = registry.standing(device.device());
      Ruling reservation = standing.reservation();
      if (reservation != null && nowMs >= reservation.untilEpochMs()) {
        stands(standing.reserved(null));
        String detail = "the reservation of " + reservation.who() + " is over";
        audit.record(AuditLog.HAMLET, "release", device.device(), detail);
      }
    }
  }

  private DeviceSnapshot snapshot(String device) {
    return registry.snapshots().stream()
        .filter(known -> known.device().equals(device))
        .findFirst()
        .orElseThrow(
            () ->
                new HamletException(
                    ErrorCode.NOT_FOUND,
                    "there is no device " + device + ": `hamlet devices list` names them all"));
  }

  private void seeTo(List<HealthEvent> events) {
    for (HealthEvent event : events) {
      save(event);
      effect(event);
    }
    if (!events.isEmpty()) {
      noteHeldBack();
    }
  }

  private void noteHeldBack() {
    Map<String, String> now = new TreeMap<>();
    for (DeviceSnapshot device : registry.snapshots()) {
      String why = health.heldBack(device.device());
      if (!why.isEmpty()) {
        now.put(device.device(), why);
      }
    }
    heldBack = Map.copyOf(now);
  }

  private void effect(HealthEvent event) {
    switch (event.kind()) {
      case QUARANTINED -> quarantined(event);
      case HELD_BACK -> heldBack(event);
      case RELEASED -> released(event);
      case CELL_BLAMED -> blamed(event);
      case WORKED,
          FAILED,
          FORGIVEN,
          CELL_CLEARED,
          CHECK_PASSED,
          CHECK_FAILED,
          CHECK_INCONCLUSIVE,
          RECOVERED -> {
        // noted; nothing to be done
      }
    }
  }

  private void quarantined(HealthEvent event) {
    Ruling ruling =
        Ruling.openEnded(Ruling.Kind.QUARANTINED, AuditLog.HAMLET, event.detail(), event.epochMs());
    stands(registry.standing(event.device()).byItself(ruling));
    audit.record(AuditLog.HAMLET, "quarantine", event.device(), event.detail());
    LOG.warn("device {} is quarantined: {}", event.device(), event.detail());
    listener.quarantined(event.device(), "device " + event.device() + " is quarantined");
  }

  private void heldBack(HealthEvent event) {
    String detail = "half of the fleet is quarantined already; " + event.detail();
    audit.record(AuditLog.HAMLET, "quarantine", event.device(), AuditOutcome.REFUSED, detail);
    LOG.error(
        "device {} should be quarantined ({}), but half of the fleet is already: somebody must"
            + " look after the fleet with `hamlet devices list`",
        event.device(),
        event.detail());
  }

  private void released(HealthEvent event) {
    stands(registry.standing(event.device()).byItself(null));
    audit.record(AuditLog.HAMLET, "release", event.device(), event.detail());
    LOG.info("device {} is released: {}", event.device(), event.detail());
  }

  private void blamed(HealthEvent event) {
    String experiment = CellAxes.experimentId(event.subject());
    audit.record(AuditLog.HAMLET, "blame", experiment, event.subject() + " " + event.detail());
    LOG.warn("a cell of experiment {} {}", experiment, event.detail());
    listener.blamed(event.subject(), event.detail());
  }

  private void note(HealthEvent event) {
    health.replay(event);
    save(event);
  }

  private void save(HealthEvent event) {
    counters.count(event);
    store.addEvent(event, clock.epochMs() - KEEP.toMillis());
  }

  private void stands(DeviceStanding standing) {
    store.saveStanding(standing);
    registry.stands(standing);
  }
}
