package dev.hamlet.coordinator.health;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.Ruling;
import dev.hamlet.coordinator.store.fleet.Ruling.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a device's standing when a person speaks. Pure. */
final class PersonsWord {

  /** Longest reservation. */
  static final Duration LONGEST = Duration.ofDays(30);

  private PersonsWord() {}

  /**
   * The standing afterwards; the same object if it is as the person wants it already.
   *
   * @throws HamletException PRECONDITION with a sentence if it may not become that
   */
  static DeviceStanding apply(DeviceStanding standing, DeviceChange change, long nowMs) {
    return switch (change.kind()) {
      case DRAIN -> set(standing, Kind.DRAINED, change, nowMs);
      case QUARANTINE -> set(standing, Kind.QUARANTINED, change, nowMs);
      case RETIRE -> set(standing, Kind.RETIRED, change, nowMs);
      case RESERVE -> reserve(standing, change, nowMs);
      case RELEASE ->
          standing.weightiest().isEmpty() ? standing : DeviceStanding.free(standing.device());
    };
  }

  private static DeviceStanding set(
      DeviceStanding standing, Kind kind, DeviceChange change, long nowMs) {
    Ruling old = standing.person();
    if (old != null && old.kind() == kind) {
      return standing;
    }
    if (old != null && old.kind().compareTo(kind) > 0) {
      throw refusal(
          "device %s is %s by %s: release it first"
              .formatted(standing.device(), word(old.kind()), old.who()));
    }
    return standing.byPerson(Ruling.openEnded(kind, change.who(), change.reason(), nowMs));
  }

  private static DeviceStanding reserve(DeviceStanding standing, DeviceChange change, long nowMs) {
    Duration time = change.time();
    if (time.isZero() || time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "a reservation lasts up to %d days: say --for 2h".formatted(LONGEST.toDays()));
    }
    Ruling person = standing.person();
    if (person != null && person.kind() == Kind.RETIRED) {
      throw refusal("device " + standing.device() + " is retired: release it first");
    }
    Ruling old = standing.reservation();
    if (old != null && !old.who().equals(change.who())) {
      throw refusal(
          "device %s is reserved by %s for %d more minutes%s"
              .formatted(
                  standing.device(),
                  old.who(),
                  Math.max(1, (old.untilEpochMs() - nowMs) / 60_000),
                  old.reason().isEmpty() ? "" : " (" + old.reason() + ")"));
    }
    return standing.reserved(reservation(old, change, nowMs));
  }

  /** Reserving again moves the end. */
  private static Ruling reservation(@Nullable Ruling old, DeviceChange change, long nowMs) {
    long sinceMs = old == null ? nowMs : old.sinceEpochMs();
    long untilMs = nowMs + change.time().toMillis();
    return new Ruling(Kind.RESERVED, change.who(), change.reason(), sinceMs, untilMs);
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case DRAINED -> "drained";
      case RESERVED -> "reserved";
      case QUARANTINED -> "quarantined";
      case RETIRED -> "retired";
    };
  }

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.PRECONDITION, sentence);
  }
}
