package dev.hamlet.common.wire;

import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.proto.v1.MeterCostAnswer;
import java.io.IOException;

/** What measuring costs a device, on the wire. */
public final class MeterCostMapping {

  private MeterCostMapping() {}

  /** As a message. */
  public static dev.hamlet.proto.v1.MeterCost toMessage(MeterCost cost) {
    return dev.hamlet.proto.v1.MeterCost.newBuilder()
        .setRateHz(cost.rateHz())
        .setSlowRateHz(cost.slowRateHz())
        .setCostWatts(cost.costWatts())
        .setCiLowWatts(cost.ciLowWatts())
        .setCiHighWatts(cost.ciHighWatts())
        .setPairs(cost.pairs())
        .setWindowSeconds(cost.windowSeconds())
        .setResolutionWatts(cost.resolutionWatts())
        .build();
  }

  /** An order as a message. */
  public static dev.hamlet.proto.v1.MeterCostOrder toMessage(MeterCostOrder order) {
    return dev.hamlet.proto.v1.MeterCostOrder.newBuilder().setOrderId(order.orderId()).build();
  }

  /** An order from a message. */
  public static MeterCostOrder fromMessage(dev.hamlet.proto.v1.MeterCostOrder message) {
    return new MeterCostOrder(message.getOrderId());
  }

  /** An answer as a message. */
  public static MeterCostAnswer toMessage(OrderAnswer<MeterCost> answer) {
    MeterCostAnswer.Builder message =
        MeterCostAnswer.newBuilder().setOrderId(answer.orderId()).setProblem(answer.problem());
    MeterCost cost = answer.result();
    if (cost != null) {
      message.setCost(toMessage(cost));
    }
    return message.build();
  }

  /** An answer from a message. */
  public static OrderAnswer<MeterCost> fromMessage(MeterCostAnswer message) {
    return new OrderAnswer<>(
        message.getOrderId(),
        message.hasCost() ? fromMessage(message.getCost()) : null,
        message.getProblem());
  }

  /** As bytes, for a file. */
  public static byte[] encode(MeterCost cost) {
    return toMessage(cost).toByteArray();
  }

  /**
   * From bytes.
   *
   * @throws IOException if they are no such message
   */
  public static MeterCost decode(byte[] bytes) throws IOException {
    return fromMessage(dev.hamlet.proto.v1.MeterCost.parseFrom(bytes));
  }

  /** From a message. */
  public static MeterCost fromMessage(dev.hamlet.proto.v1.MeterCost message) {
    return new MeterCost(
        message.getRateHz(),
        message.getSlowRateHz(),
        message.getCostWatts(),
        message.getCiLowWatts(),
        message.getCiHighWatts(),
        message.getPairs(),
        message.getWindowSeconds(),
        message.getResolutionWatts());
  }
}
