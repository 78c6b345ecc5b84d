package dev.hamlet.coordinator;

import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.live.StampAges;
import java.util.OptionalLong;

/** Tells the age of samples by the devices' clocks, where these are known to within a second. */
record ClockAges(DeviceClocks clocks) implements StampAges {

  private static final long EXACT_ENOUGH_NS = 1_000_000_000;

  @Override
  public OptionalLong ageNs(String device, String bootId, long stampNs, long receivedNs) {
    return clocks
        .at(device, bootId, stampNs)
        .filter(offset -> offset.errorNs() <= EXACT_ENOUGH_NS)
        .map(offset -> OptionalLong.of(receivedNs - offset.toCoordinatorNs(stampNs)))
        .orElseGet(OptionalLong::empty);
  }
}
