package dev.hamlet.agent.simulation;

import dev.hamlet.agent.simulation.link.LinkFaults;
import dev.hamlet.common.time.MonotonicClock;
import io.grpc.ManagedChannel;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a device of a fleet shares with others.
 *
 * @param plan the fleet
 * @param connection carries its streams
 * @param linkThread its links belong to it
 * @param workThread it works there
 * @param clock the clock of this machine
 * @param listener told of its connections
 */
record SharedParts(
    FleetPlan plan,
    ManagedChannel connection,
    ScheduledExecutorService linkThread,
    ScheduledExecutorService workThread,
    MonotonicClock clock,
    FleetListener listener) {

  /** A link of its own over the shared connection. */
  LinkFaults newLink() {
    return new LinkFaults(linkThread, clock);
  }
}
