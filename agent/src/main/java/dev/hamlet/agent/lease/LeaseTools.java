package dev.hamlet.agent.lease;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.trial.Abort;
import dev.hamlet.agent.trial.HostLock;
import dev.hamlet.agent.trial.TrialRunner;
import dev.hamlet.common.cpu.AwakeCpus;
import dev.hamlet.common.time.MonotonicClock;
import java.util.function.Supplier;

/**
 * What the work under a lease is done with; the same for every lease.
 *
 * @param board the board
 * @param lock the host lock
 * @param clock the device's clock
 * @param pool worker processes
 * @param requests brings models and input sets
 * @param trials runs trials
 * @param publisher sends what became of trials
 * @param reports sends all other reports, in order with those of trials
 * @param awake keeps the CPUs of workers awake from then until it is closed
 * @param sensorCheck makes sure that the sensor is set as it was: a power mode may have changed
 *     that
 */
public record LeaseTools(
    Board board,
    HostLock lock,
    MonotonicClock clock,
    WorkerPool pool,
    LoadRequests requests,
    TrialRunner trials,
    TrialPublisher publisher,
    CoveredReports reports,
    Supplier<AwakeCpus> awake,
    Runnable sensorCheck) {

  /** Longest wait for the host lock before a load or an evaluation. */
  private static final long LOCK_TIMEOUT_NS = 600_000_000_000L;

  <T> T underLock(Abort abort, Supplier<T> work) throws InterruptedException {
    return lock.during(clock.monotonicNs() + LOCK_TIMEOUT_NS, abort, work);
  }
}
