package dev.hamlet.common.time;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * Estimates a {@link ClockOffset} from the last {@value #KEPT} exchanges: the one with the smallest
 * delay has the smallest bound, so it alone decides (the minimum filter of NTP's clock register).
 *
 * <p>Belongs to one thread.
 */
public final class ClockOffsetEstimator {

  static final int KEPT = 8;

  private final Deque<ClockExchange> exchanges = new ArrayDeque<>(KEPT);

  /**
   * Takes an exchange in; one whose stamps contradict each other is left out.
   *
   * @return whether it was plausible
   */
  public boolean add(ClockExchange exchange) {
    if (!exchange.plausible()) {
      return false;
    }
    if (exchanges.size() == KEPT) {
      exchanges.removeFirst();
    }
    exchanges.addLast(exchange);
    return true;
  }

  /** The estimate, once there was an exchange. */
  public Optional<ClockOffset> estimate() {
    return exchanges.stream()
        .min(Comparator.comparingLong(ClockExchange::delayNs))
        .map(ClockExchange::offset);
  }
}
