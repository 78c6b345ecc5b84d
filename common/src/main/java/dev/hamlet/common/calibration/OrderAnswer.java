package dev.hamlet.common.calibration;

import org.jspecify.annotations.Nullable;

/**
 * What became of an order.
 *
 * @param orderId the order
 * @param result what was found; null if nothing was
 * @param problem why nothing was found, one sentence; empty if something was
 */
public record OrderAnswer<T>(String orderId, @Nullable T result, String problem) {

  /** It was found. */
  public static <T> OrderAnswer<T> found(BoardOrder order, T result) {
    return new OrderAnswer<>(order.orderId(), result, "");
  }

  /** It was not, for a reason in one sentence. */
  public static <T> OrderAnswer<T> failed(BoardOrder order, String problem) {
    return new OrderAnswer<>(order.orderId(), null, problem);
  }
}
