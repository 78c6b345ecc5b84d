package dev.hamlet.agent.trial;

import dev.hamlet.agent.device.Board;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds a trial back until the board is as the protocol asks: the power mode read back, every
 * zone's temperature within the band around the reference.
 */
final class Gate {

  private static final long POLL_NS = 500_000_000;

  private final Board board;
  private final MonotonicClock clock;
  private final Waiter waiter;

  Gate(Board board, MonotonicClock clock, Waiter waiter) {
    this.board = board;
    this.clock = clock;
    this.waiter = waiter;
  }

  /**
   * Waits until it opens.
   *
   * @return the temperatures it opened at
   * @throws HamletException PRECONDITION, with what kept it shut, once the protocol's time is over
   */
  List<Temperature> pass(TrialSpec spec, Abort abort) throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + spec.protocol().gateTimeout().toNanos();
    while (true) {
      abort.check();
      List<Temperature> temperatures = board.temperatures();
      Optional<String> obstacle = obstacle(spec, temperatures);
      if (obstacle.isEmpty()) {
        return temperatures;
      }
      long nowNs = clock.monotonicNs();
      if (nowNs >= deadlineNs) {
        throw new HamletException(
            ErrorCode.PRECONDITION,
            "the gate stayed shut for %d ms: %s"
                .formatted(spec.protocol().gateTimeout().toMillis(), obstacle.get()));
      }
      waiter.waitUntil(Math.min(deadlineNs, nowNs + POLL_NS));
    }
  }

  private Optional<String> obstacle(TrialSpec spec, List<Temperature> temperatures) {
    String mode = board.powerMode();
    if (!mode.equals(spec.powerMode())) {
      return Optional.of("the power mode is " + mode + ", not " + spec.powerMode());
    }
    double bandC = spec.protocol().temperatureWithinC();
    return spec.reference().stream()
        .flatMap(reference -> outside(reference, temperatures, bandC).stream())
        .findFirst();
  }

  private static Optional<String> outside(
      Temperature reference, List<Temperature> temperatures, double bandC) {
    return temperatures.stream()
        .filter(now -> now.zone().equals(reference.zone()))
        .filter(now -> Math.abs(now.celsius() - reference.celsius()) > bandC)
        .findFirst()
        .map(
            now ->
                String.format(
                    Locale.ROOT,
                    "%s is at %.1f C, more than %.1f C from the %.1f C of the cell's first trial",
                    now.zone(),
                    now.celsius(),
                    bandC,
                    reference.celsius()));
  }
}
