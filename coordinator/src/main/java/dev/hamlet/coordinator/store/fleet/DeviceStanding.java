package dev.hamlet.coordinator.store.fleet;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a device. The three rulings stand beside each other, so that the end of one
 * never undoes another: what a person set outlives an automatic quarantine and a reservation.
 *
 * @param device its name
 * @param person what a person set: DRAINED, QUARANTINED or RETIRED; null for nothing
 * @param automatic the coordinator's own quarantine; null for none
 * @param reservation who has it for how long; null for nobody
 */
public record DeviceStanding(
    String device,
    @Nullable Ruling person,
    @Nullable Ruling automatic,
    @Nullable Ruling reservation) {

  /** A device about which nothing is decided. */
  public static DeviceStanding free(String device) {
    return new DeviceStanding(device, null, null, null);
  }

  /** The same device, with another word of a person. */
  public DeviceStanding byPerson(@Nullable Ruling ruling) {
    return new DeviceStanding(device, ruling, automatic, reservation);
  }

  /** The same device, with or without a quarantine of the coordinator's. */
  public DeviceStanding byItself(@Nullable Ruling quarantine) {
    return new DeviceStanding(device, person, quarantine, reservation);
  }

  /** The same device, with or without a reservation. */
  public DeviceStanding reserved(@Nullable Ruling forSomebody) {
    return new DeviceStanding(device, person, automatic, forSomebody);
  }

  /** The ruling that weighs most: retired, quarantined, drained, reserved; a person's first. */
  public Optional<Ruling> weightiest() {
    return Stream.of(person, automatic, reservation)
        .filter(Objects::nonNull)
        .reduce((first, next) -> next.kind().compareTo(heavier(first)) > 0 ? next : first);
  }

  /** Whether the weightiest ruling is of a kind. */
  public boolean is(Ruling.Kind kind) {
    return weightiest().filter(ruling -> ruling.kind() == kind).isPresent();
  }

  /** A person's drain weighs as much as a reservation. */
  private static Ruling.Kind heavier(Ruling first) {
    return first.kind() == Ruling.Kind.DRAINED ? Ruling.Kind.RESERVED : first.kind();
  }
}
