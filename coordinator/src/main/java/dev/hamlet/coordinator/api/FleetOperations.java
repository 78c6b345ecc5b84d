package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceCondition;
import java.util.List;
import java.util.Map;

/** What the operator's service asks of the fleet. Threads: any; calls may wait for the loop. */
public interface FleetOperations {

  /** All devices as of now. */
  List<DeviceSnapshot> devices();

  /** Why devices that should be quarantined are not, by device. */
  Map<String, String> heldBack();

  /** Does what a person wants; throws NOT_FOUND or PRECONDITION with a sentence. */
  DeviceSnapshot change(DeviceChange change);

  /** What is known of a device's health; throws NOT_FOUND. */
  DeviceCondition condition(String device);
}
