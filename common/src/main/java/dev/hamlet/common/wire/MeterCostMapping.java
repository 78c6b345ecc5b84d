package dev.hamlet.common.wire;

import dev.hamlet.common.power.MeterCost;
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
