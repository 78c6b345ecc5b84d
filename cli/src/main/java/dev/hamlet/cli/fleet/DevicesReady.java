package dev.hamlet.cli.fleet;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.proto.v1.DeviceStatus;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until a coordinator knows all devices of a fleet, so that an experiment finds them. */
final class DevicesReady {

  private static final long PERIOD_NS = 200_000_000L;
  private static final long PATIENCE_NS = 30_000_000_000L;
  private static final String AVAILABLE = "available";

  private DevicesReady() {}

  static void await(OperatorClient client, Collection<String> names, SystemClock clock) {
    long deadlineNs = clock.monotonicNs() + PATIENCE_NS;
    while (!available(client).containsAll(names)) {
      if (clock.monotonicNs() > deadlineNs) {
        throw new HamletException(
            ErrorCode.UNAVAILABLE,
            "of the devices " + names + " only " + available(client) + " became available");
      }
      pause(clock);
    }
  }

  private static Set<String> available(OperatorClient client) {
    return client.devices().stream()
        .filter(device -> device.getState().equals(AVAILABLE))
        .map(DeviceStatus::getDevice)
        .collect(Collectors.toSet());
  }

  private static void pause(SystemClock clock) {
    try {
      clock.waitUntil(clock.monotonicNs() + PERIOD_NS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HamletException(ErrorCode.UNAVAILABLE, "waiting for devices was interrupted", e);
    }
  }
}
