package dev.hamlet.coordinator.remote;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Which stamps may leave. A server answers bad ones badly: it takes those of the future silently,
 * and they then keep the present out; for those beyond its window it refuses the whole request.
 *
 * @param window how old a sample may be: the server's {@code out_of_order_time_window}
 * @param ahead how far a stamp may be ahead of now
 */
public record StampRules(Duration window, Duration ahead) {

  /** The window of the configuration that Hamlet ships, and more than clocks in a lab differ. */
  public static final StampRules DEFAULT =
      new StampRules(Duration.ofHours(2), Duration.ofMinutes(1));

  /** Within so much of the window's end a sample is too old by the time that it arrives. */
  private static final long MARGIN_MS = 10_000;

  /** Refuses what is no length of time. */
  public StampRules {
    if (window.toMillis() <= MARGIN_MS || ahead.isNegative()) {
      throw new IllegalArgumentException("no window for stamps: " + window + ", " + ahead);
    }
  }

  /** The same for a server with another window. */
  public StampRules withWindow(Duration other) {
    return new StampRules(other, ahead);
  }

  /** Those of some series that may leave now; series without any are left out. */
  public List<StampedSeries> allowed(
      List<StampedSeries> series, long nowEpochMs, Refusals refusals) {
    return series.stream()
        .map(one -> allowed(one, nowEpochMs, refusals))
        .filter(one -> one.size() > 0)
        .toList();
  }

  /** The samples of a series that may leave now, in their order. */
  StampedSeries allowed(StampedSeries series, long nowEpochMs, Refusals refusals) {
    long[] stamps = new long[series.size()];
    double[] watts = new double[series.size()];
    int size = 0;
    for (int i = 0; i < series.size(); i++) {
      long stampMs = series.epochMs()[i];
      long lastMs = size == 0 ? Long.MIN_VALUE : stamps[size - 1];
      if (isBad(stampMs, lastMs, nowEpochMs, refusals)) {
        continue;
      }
      stamps[size] = stampMs;
      watts[size++] = series.watts()[i];
    }
    return size == series.size()
        ? series
        : new StampedSeries(series.name(), Arrays.copyOf(stamps, size), Arrays.copyOf(watts, size));
  }

  private boolean isBad(long stampMs, long lastMs, long nowEpochMs, Refusals refusals) {
    Refusal refusal;
    if (stampMs <= 0) {
      refusal = Refusal.NO_STAMP;
    } else if (stampMs > nowEpochMs + ahead.toMillis()) {
      refusal = Refusal.IN_FUTURE;
    } else if (stampMs < nowEpochMs - window.toMillis() + MARGIN_MS) {
      refusal = Refusal.TOO_OLD;
    } else if (stampMs == lastMs) {
      refusal = Refusal.DUPLICATE;
    } else if (stampMs < lastMs) {
      refusal = Refusal.OUT_OF_ORDER;
    } else {
      return false;
    }
    refusals.count(refusal);
    return true;
  }
}
