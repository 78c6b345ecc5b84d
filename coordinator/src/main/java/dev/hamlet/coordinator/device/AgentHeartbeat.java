package dev.hamlet.coordinator.device;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.vitals.Vitals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life.
 *
 * @param sentNs when it left, device monotonic ns
 * @param receivedNs when it came, coordinator monotonic ns
 * @param leases leases that it renews
 * @param temperatures of the board
 * @param powerMode power mode of the board; empty if not known
 * @param unacknowledgedBatches batches the agent holds
 * @param phase phase of the running trial, empty if none runs
 * @param exchange the last answered exchange, if there was one
 * @param suspended how long the host was suspended since its boot; null if not known
 * @param stopping whether the agent is about to stop and takes no more leases
 * @param vitals what the board is doing
 * @param disk what the agent keeps on its disk; null if it does not say
 */
public record AgentHeartbeat(
    long sentNs,
    long receivedNs,
    List<LeaseRef> leases,
    List<Temperature> temperatures,
    String powerMode,
    long unacknowledgedBatches,
    String phase,
    @Nullable ClockExchange exchange,
    @Nullable SuspendedBounds suspended,
    boolean stopping,
    Vitals vitals,
    @Nullable DiskUse disk) {

  /** Copies the lists. */
  public AgentHeartbeat {
    leases = List.copyOf(leases);
    temperatures = List.copyOf(temperatures);
  }

  /** A heartbeat of a host that says neither whether it was suspended nor what its disk holds. */
  public AgentHeartbeat(
      long sentNs,
      long receivedNs,
      List<LeaseRef> leases,
      List<Temperature> temperatures,
      String powerMode,
      long unacknowledgedBatches,
      String phase,
      @Nullable ClockExchange exchange) {
    this(
        sentNs,
        receivedNs,
        leases,
        temperatures,
        powerMode,
        unacknowledgedBatches,
        phase,
        exchange,
        null,
        false,
        Vitals.UNKNOWN,
        null);
  }
}
