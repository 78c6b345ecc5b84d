package dev.hamlet.coordinator.live;

import java.util.OptionalLong;

/** Knows how old a sample was when it arrived, where the device's clock is known. */
@FunctionalInterface
public interface StampAges {

  /** No clock is known. */
  StampAges UNKNOWN = (device, bootId, stampNs, receivedNs) -> OptionalLong.empty();

  /**
   * The age in ns; empty if the clock is not known.
   *
   * @param stampNs device monotonic ns of the boot
   * @param receivedNs coordinator monotonic ns
   */
  OptionalLong ageNs(String device, String bootId, long stampNs, long receivedNs);
}
