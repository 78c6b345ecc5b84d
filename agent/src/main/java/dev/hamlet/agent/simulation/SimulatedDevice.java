package dev.hamlet.agent.simulation;

import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.agent.simulation.board.VirtualBoard;
import dev.hamlet.agent.simulation.fault.ScriptedFault;
import dev.hamlet.agent.simulation.link.FaultyChannel;
import dev.hamlet.agent.simulation.link.LinkFaults;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A simulated board and the lives of its agent, one after the other.
 *
 * <p>Threads: any; what concerns the agent's life is done on the working thread.
 */
final class SimulatedDevice {

  private final DeviceIdentity identity;
  private final SharedParts shared;
  private final BoardFiles files;
  private final SteppedClock clock;
  private final VirtualBoard board;
  private LinkFaults link;
  private @Nullable SimulatedAgent agent;

  SimulatedDevice(DeviceIdentity identity, long seed, BoardFiles files, SharedParts shared) {
    this.identity = identity;
    this.files = files;
    this.shared = shared;
    this.clock = new SteppedClock(shared.clock());
    this.board = new VirtualBoard(seed, shared.plan().rails(), clock.monotonicNs());
    this.link = shared.newLink();
  }

  String name() {
    return identity.name();
  }

  /** Starts the agent. */
  void start() {
    onWorkThread(this::startNow);
  }

  /** Lets something go wrong. */
  void suffer(ScriptedFault fault) {
    switch (fault.kind()) {
      case CRASH -> onWorkThread(() -> crash(fault.duration()));
      case HANG -> onWorkThread(() -> hang(fault.duration()));
      case PARTITION -> onWorkThread(() -> link.silence(fault.duration()));
      case CUT -> onWorkThread(() -> link.cut(fault.duration()));
      case SLOW_LINK ->
          onWorkThread(() -> link.slow(fault.duration(), fault.delay(), fault.bytesPerSecond()));
      case DISK_FULL -> files.fill().accept(fault.duration());
      case CLOCK_STEP -> onWorkThread(() -> step(fault.by()));
    }
    shared.listener().fault(name(), fault.words());
  }

  /** Hands the lease back; the coordinator is told as long as the link works. */
  void stop() {
    onWorkThread(
        () -> {
          if (agent != null) {
            agent.stop();
          }
        });
  }

  /** Ends the agent; to be called once nothing runs on the working thread any more. */
  void close(Duration drainAtMost) throws InterruptedException {
    SimulatedAgent last = agent;
    agent = null;
    if (last != null) {
      last.drain(drainAtMost);
      last.close();
    }
  }

  private void startNow() {
    agent =
        new SimulatedAgent(
            identity, board, clock, new FaultyChannel(shared.connection(), link), files, shared);
    agent.start();
  }

  private void crash(Duration backAfter) {
    SimulatedAgent dead = agent;
    if (dead == null) {
      return; // dead already
    }
    agent = null;
    link.cutForGood();
    dead.close();
    after(
        backAfter,
        () -> {
          link = shared.newLink();
          startNow();
        });
  }

  private void hang(Duration duration) {
    SimulatedAgent hanging = agent;
    if (hanging != null) {
      link.silence(duration);
      hanging.pause(true);
      after(duration, () -> hanging.pause(false));
    }
  }

  private void step(Duration by) {
    clock.step(by.toNanos());
    board.restUntil(board.clock().monotonicNs() + by.toNanos());
  }

  private void onWorkThread(Runnable action) {
    shared.workThread().execute(action);
  }

  private void after(Duration delay, Runnable action) {
    ScheduledFuture<?> unused =
        shared.workThread().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
