package dev.hamlet.coordinator;

import dev.hamlet.coordinator.api.FleetOperations;
import dev.hamlet.coordinator.cell.CellDriver;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceCondition;
import java.util.List;
import java.util.Map;

/** The fleet for the operator's service: what changes it is done on the event loop. */
record LoopFleet(LoopCalls calls, CellDriver driver, DeviceRegistry registry)
    implements FleetOperations {

  @Override
  public List<DeviceSnapshot> devices() {
    return registry.snapshots();
  }

  @Override
  public Map<String, String> heldBack() {
    return driver.fleet().heldBack();
  }

  @Override
  public DeviceSnapshot change(DeviceChange change) {
    return calls.ask(() -> driver.change(change));
  }

  @Override
  public DeviceCondition condition(String device) {
    return calls.ask(() -> driver.fleet().condition(device));
  }
}
