package dev.hamlet.common.wire;

import dev.hamlet.common.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a board is doing, to and from its message. Of each map a coordinator takes {@value #MOST}
 * entries at most: their names become labels of metrics.
 *
 * <p>Pure functions.
 */
public final class VitalsMapping {

  private static final int MOST = 16;
  private static final int LONGEST_NAME = 64;

  private VitalsMapping() {}

  /** To the message. */
  public static dev.hamlet.proto.v1.Vitals toMessage(Vitals vitals) {
    dev.hamlet.proto.v1.Vitals.Builder message =
        dev.hamlet.proto.v1.Vitals.newBuilder()
            .putAllClocksHz(vitals.clocksHz())
            .putAllLoadRatios(vitals.loadRatios())
            .setMemoryUsedBytes(bytes(vitals.memoryUsedBytes()))
            .setMemoryTotalBytes(bytes(vitals.memoryTotalBytes()))
            .putAllThrottled(vitals.throttled());
    if (!Double.isNaN(vitals.agentCpuRatio())) {
      message.setAgentCpuRatio(vitals.agentCpuRatio());
    }
    vitals.certificateExpiresEpochMs().ifPresent(message::setCertificateExpiresEpochMs);
    return message.build();
  }

  /** From the message. */
  public static Vitals fromMessage(dev.hamlet.proto.v1.Vitals message) {
    return new Vitals(
        bounded(message.getClocksHzMap()),
        bounded(message.getLoadRatiosMap()),
        message.getMemoryTotalBytes() == 0 ? Double.NaN : message.getMemoryUsedBytes(),
        message.getMemoryTotalBytes() == 0 ? Double.NaN : message.getMemoryTotalBytes(),
        bounded(message.getThrottledMap()),
        message.hasAgentCpuRatio() ? message.getAgentCpuRatio() : Double.NaN,
        message.hasCertificateExpiresEpochMs()
            ? OptionalLong.of(message.getCertificateExpiresEpochMs())
            : OptionalLong.empty());
  }

  private static long bytes(double known) {
    return Double.isNaN(known) ? 0 : Math.round(known);
  }

  /** The first by name. */
  private static <T> Map<String, T> bounded(Map<String, T> said) {
    Map<String, T> kept = new LinkedHashMap<>();
    said.entrySet().stream()
        .filter(entry -> entry.getKey().length() <= LONGEST_NAME)
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }
}
