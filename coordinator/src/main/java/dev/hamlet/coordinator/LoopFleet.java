package dev.hamlet.coordinator;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.api.FleetOperations;
import dev.hamlet.coordinator.cell.CellDriver;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceCondition;
import dev.hamlet.coordinator.recovery.CommandEnd;
import dev.hamlet.coordinator.recovery.Recovery;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The fleet for the operator's service: what changes it is done on the event loop. */
record LoopFleet(
    LoopCalls calls,
    CellDriver driver,
    DeviceRegistry registry,
    ArtifactStore artifacts,
    Recovery recovery)
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
  public CompletionStage<GoldenCheck> check(String device, String who) {
    return calls.begin(() -> driver.golden().start(device, who));
  }

  @Override
  public CompletionStage<CommandEnd> recover(String device, String who) {
    return calls.begin(() -> recovery.start(device, who));
  }

  @Override
  public void golden(GoldenModel model) {
    for (String id : List.of(model.artifact(), model.inputSet())) {
      if (!artifacts.has(id)) {
        throw new InvalidInputException(
            "golden", "artifact " + id + " is not here: upload it first");
      }
    }
    calls.call(() -> driver.golden().choose(model));
  }

  @Override
  public DeviceCondition condition(String device) {
    return calls.ask(() -> driver.fleet().condition(device));
  }
}
