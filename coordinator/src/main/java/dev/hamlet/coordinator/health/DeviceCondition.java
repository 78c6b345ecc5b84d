package dev.hamlet.coordinator.health;

import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device's health.
 *
 * @param device it now
 * @param failuresInARow infrastructure failures since it last worked
 * @param needsAPerson whether it is released by a person only
 * @param golden the golden model; null while none is set up
 * @param checkDue why a golden-model check is due; empty if none is
 * @param checks its latest checks, the newest first
 */
public record DeviceCondition(
    DeviceSnapshot device,
    int failuresInARow,
    boolean needsAPerson,
    @Nullable GoldenModel golden,
    String checkDue,
    List<GoldenCheck> checks) {

  /** Copies the checks. */
  public DeviceCondition {
    checks = List.copyOf(checks);
  }
}
