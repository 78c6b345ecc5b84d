package dev.hamlet.coordinator.device;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.List;

/**
 * What an agent says of itself when it connects.
 *
 * @param device the device it speaks for
 * @param leases leases it still works on; any other lease of the device is forgotten
 */
public record AgentHello(DeviceRecord device, List<LeaseRef> leases) {

  /** Copies the leases. */
  public AgentHello {
    leases = List.copyOf(leases);
  }
}
