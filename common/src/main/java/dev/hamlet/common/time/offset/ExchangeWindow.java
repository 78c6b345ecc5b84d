package dev.hamlet.common.time.offset;

/**
 * The last exchanges between two steps, and what they say together.
 *
 * <p>Each exchange bounds the offset (coordinator less device) from both sides, whatever its two
 * ways took, since no message arrives before it left:
 *
 * <pre>
 *   offset(t1) &lt;= t2 - t1 = U          offset(t4) &gt;= t3 - t4 = L
 * </pre>
 *
 * <p>Two exchanges i before j bound the mean drift between them,
 *
 * <pre>
 *   (Lj - Ui) / (t4j - t1i)  &lt;=  drift  &lt;=  (Uj - Li) / (t1j - t4i)
 * </pre>
 *
 * <p>and with the drift in [b, B] every exchange bounds the offset at every other time t: {@code Ui
 * + B (t - t1i)} from above where t is later, {@code Ui + b (t - t1i)} where it is earlier, and L
 * likewise from below. The least of the upper and the greatest of the lower bounds count: that is a
 * minimum-delay filter for each way by itself. The idea is that of the convex hull over one-way
 * delays (Moon, Skelly, Towsley 1999) and of Marzullo's intersection of intervals (1984).
 *
 * <p>Fixed arrays; belongs to one thread.
 */
final class ExchangeWindow {

  /** Five minutes of heartbeats. */
  static final int CAPACITY = 64;

  /** So far from an exchange its own drift is believed; beyond, the worst. */
  private static final long BELIEVED_NS = 300_000_000_000L;

  /** Clocks are read to a nanosecond, but not at one. */
  private static final double READING_NS = 1_000;

  private final ClockLimits limits;
  private final long[] sentNs = new long[CAPACITY];
  private final long[] receivedNs = new long[CAPACITY];
  private final double[] upper = new double[CAPACITY]; // ns above base
  private final double[] lower = new double[CAPACITY];
  private final double[] driftLow = new double[CAPACITY]; // from pairs with earlier exchanges
  private final double[] driftHigh = new double[CAPACITY];
  private long baseNs;
  private int first;
  private int size;
  private double leastDrift;
  private double greatestDrift;

  ExchangeWindow(ClockLimits limits) {
    this.limits = limits;
    clear();
  }

  int size() {
    return size;
  }

  /** Device stamp of the arrival of the answer of exchange i, the oldest being 0. */
  long receivedNs(int i) {
    return receivedNs[slot(i)];
  }

  /** Coordinator stamp of the answer of exchange i. */
  long repliedNs(int i) {
    return baseNs + Math.round(lower[slot(i)]) + receivedNs(i);
  }

  long firstSentNs() {
    return sentNs[slot(0)];
  }

  long lastReceivedNs() {
    return receivedNs(size - 1);
  }

  void clear() {
    first = 0;
    size = 0;
    leastDrift = -limits.worstDriftRatio();
    greatestDrift = limits.worstDriftRatio();
  }

  /** Forgets all but the exchanges before the i-th. */
  void keepFirst(int i) {
    size = i;
    updateDrift();
  }

  /**
   * The newest exchange that cannot be true together with this one, -1 if all can. Where each alone
   * can, but not the drift they need, that is the oldest.
   */
  int contradicted(ClockExchange exchange) {
    if (size == 0) {
      return -1;
    }
    double upperNew = upperOf(exchange);
    double lowerNew = lowerOf(exchange);
    double low = leastDrift;
    double high = greatestDrift;
    for (int i = size - 1; i >= 0; i--) {
      int at = slot(i);
      if (lowerNew > upper[at] + up(exchange.receivedNs() - sentNs[at]) + READING_NS
          || upperNew < lower[at] + down(exchange.sentNs() - receivedNs[at]) - READING_NS) {
        return i;
      }
      low = Math.max(low, driftAtLeast(at, lowerNew, exchange.receivedNs()));
      high = Math.min(high, driftAtMost(at, upperNew, exchange.sentNs()));
    }
    return low > high ? 0 : -1;
  }

  /** Takes in an exchange that contradicts none; the oldest makes room. */
  void add(ClockExchange exchange) {
    if (size == 0) {
      baseNs = exchange.repliedCoordinatorNs() - exchange.receivedNs();
    }
    if (size == CAPACITY) {
      first = slot(1);
      size--;
    }
    int at = slot(size);
    sentNs[at] = exchange.sentNs();
    receivedNs[at] = exchange.receivedNs();
    upper[at] = upperOf(exchange);
    lower[at] = lowerOf(exchange);
    driftLow[at] = -limits.worstDriftRatio();
    driftHigh[at] = limits.worstDriftRatio();
    for (int i = 0; i < size; i++) {
      int before = slot(i);
      driftLow[at] = Math.max(driftLow[at], driftAtLeast(before, lower[at], receivedNs[at]));
      driftHigh[at] = Math.min(driftHigh[at], driftAtMost(before, upper[at], sentNs[at]));
    }
    size++;
    updateDrift();
  }

  /** What the exchanges say of the offset at a device stamp; there must be one. */
  OffsetBounds at(long deviceNs) {
    double high = Double.POSITIVE_INFINITY;
    double low = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      int at = slot(i);
      high = Math.min(high, upper[at] + up(deviceNs - sentNs[at]));
      low = Math.max(low, lower[at] + down(deviceNs - receivedNs[at]));
    }
    // A reading's grain may have crossed them.
    long lowNs = baseNs + (long) Math.floor(Math.min(low, high));
    long highNs = baseNs + (long) Math.ceil(Math.max(low, high));
    return new OffsetBounds(lowNs, highNs);
  }

  DriftEstimate drift() {
    return new DriftEstimate(
        (leastDrift + greatestDrift) / 2, Math.abs(greatestDrift - leastDrift) / 2);
  }

  private void updateDrift() {
    leastDrift = -limits.worstDriftRatio();
    greatestDrift = limits.worstDriftRatio();
    for (int i = 0; i < size; i++) {
      leastDrift = Math.max(leastDrift, driftLow[slot(i)]);
      greatestDrift = Math.min(greatestDrift, driftHigh[slot(i)]);
    }
  }

  /** Drift that the lower bound of a later exchange proves, less what may have changed since. */
  private double driftAtLeast(int before, double lowerLater, long receivedLaterNs) {
    return (lowerLater - upper[before] - READING_NS) / (receivedLaterNs - sentNs[before])
        - limits.wanderRatio();
  }

  private double driftAtMost(int before, double upperLater, long sentLaterNs) {
    long apartNs = sentLaterNs - receivedNs[before];
    return apartNs <= 0
        ? limits.worstDriftRatio()
        : (upperLater - lower[before] + READING_NS) / apartNs + limits.wanderRatio();
  }

  /** By how much the offset can have grown after so long; before, if negative. */
  private double up(long afterNs) {
    long believedNs = believed(afterNs);
    return (afterNs >= 0 ? greatestDrift : leastDrift) * believedNs
        + limits.worstDriftRatio() * Math.abs(afterNs - believedNs);
  }

  private double down(long afterNs) {
    long believedNs = believed(afterNs);
    return (afterNs >= 0 ? leastDrift : greatestDrift) * believedNs
        - limits.worstDriftRatio() * Math.abs(afterNs - believedNs);
  }

  private static long believed(long afterNs) {
    return Math.max(-BELIEVED_NS, Math.min(BELIEVED_NS, afterNs));
  }

  private double upperOf(ClockExchange exchange) {
    return exchange.receivedCoordinatorNs() - exchange.sentNs() - baseNs;
  }

  private double lowerOf(ClockExchange exchange) {
    return exchange.repliedCoordinatorNs() - exchange.receivedNs() - baseNs;
  }

  private int slot(int i) {
    return (first + i) % CAPACITY;
  }
}
