package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceCondition;
import dev.hamlet.coordinator.recovery.CommandEnd;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the operator's service asks of the fleet. Threads: any; calls may wait for the loop. */
public interface FleetOperations {

  /** All devices as of now. */
  List<DeviceSnapshot> devices();

  /** Why devices that should be quarantined are not, by device. */
  Map<String, String> heldBack();

  /** Does what a person wants; throws NOT_FOUND or PRECONDITION with a sentence. */
  DeviceSnapshot change(DeviceChange change);

  /**
   * Checks a device with the golden model.
   *
   * @return what is found; throws NOT_FOUND or PRECONDITION if it cannot be checked now
   */
  CompletionStage<GoldenCheck> check(String device, String who);

  /**
   * Starts a device's recover command.
   *
   * @return how it ends; throws NOT_FOUND or PRECONDITION if it cannot be started now
   */
  CompletionStage<CommandEnd> recover(String device, String who);

  /** Chooses the golden model; throws INVALID_INPUT if its bundles are not here. */
  void golden(GoldenModel model);

  /** What is known of a device's health; throws NOT_FOUND. */
  DeviceCondition condition(String device);
}
