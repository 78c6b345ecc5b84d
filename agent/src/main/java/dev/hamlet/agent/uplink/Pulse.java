package dev.hamlet.agent.uplink;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.vitals.Vitals;
import java.util.List;
import java.util.Optional;

/**
 * What a heartbeat says of the agent's doings. Called on the link's thread; must not block long.
 */
public interface Pulse {

  /** Temperatures now. */
  List<Temperature> temperatures();

  /** Power mode in force. */
  String powerMode();

  /** Phase of the running trial; empty when none runs. */
  String phase();

  /**
   * Time the host has spent suspended since its boot; empty if not known. May take some ten
   * milliseconds.
   */
  default Optional<SuspendedBounds> suspended() {
    return Optional.empty();
  }

  /** Whether the agent is about to stop, so that it should get no more work. */
  default boolean stopping() {
    return false;
  }

  /** What the board is doing. */
  default Vitals vitals() {
    return Vitals.UNKNOWN;
  }

  /** What it keeps on its disk; empty if it does not say. Must not wait for the disk. */
  default Optional<DiskUse> disk() {
    return Optional.empty();
  }

  /** Batches made but not yet acknowledged. */
  long unacknowledgedBatches();
}
