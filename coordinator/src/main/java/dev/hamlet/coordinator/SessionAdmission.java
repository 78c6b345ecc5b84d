package dev.hamlet.coordinator;

import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.ingest.StreamAdmission;
import java.util.Optional;

/**
 * Lets telemetry in unless another agent's control stream speaks for the device: streams of one
 * agent come in any order, but two agents of one name never mix.
 */
record SessionAdmission(DeviceRegistry registry) implements StreamAdmission {

  @Override
  public Optional<String> refusalOf(String device, String bootId, String sessionId) {
    return registry
        .snapshot(device)
        .filter(known -> known.connected() && known.heard())
        .filter(known -> !isSame(known, bootId, sessionId))
        .map(known -> "Device " + device + " is connected already by another agent.");
  }

  private static boolean isSame(DeviceSnapshot known, String bootId, String sessionId) {
    return known.description().bootId().equals(bootId)
        && known.description().sessionId().equals(sessionId);
  }
}
