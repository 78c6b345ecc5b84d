package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.common.power.TimeConstantSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person should know of measuring with these sensors, as sentences; and why it cannot be
 * done.
 */
public final class SensorAdvice {

  /**
   * Longest burst that a sensor may ask for; beyond, it shows thermal drift rather than the load.
   */
  static final Duration LONGEST_BURST = Duration.ofMinutes(2);

  private static final double FASTER = 1.25;

  private SensorAdvice() {}

  /**
   * Warnings for one device.
   *
   * @param device its name
   * @param asked the protocol as the file has it
   * @param groups sensor groups that hold the rails of the figures
   */
  public static List<String> of(
      String device, MeasurementProtocol asked, List<SensorGroup> groups) {
    List<String> sentences = new ArrayList<>();
    for (SensorGroup group : groups) {
      if (group.nominalRateHz() > 0) {
        add(group, "device " + device + ": sensor " + group.group() + " ", sentences);
      }
    }
    burst(device, asked, groups).ifPresent(sentences::add);
    return sentences;
  }

  /** Why a device's sensors cannot give valid figures at all; empty if they can. */
  public static Optional<String> refusal(MeasurementProtocol asked, List<SensorGroup> groups) {
    Duration burst = ProtocolTimes.forSensors(asked, groups).burst();
    return burst.compareTo(LONGEST_BURST) > 0 && burst.compareTo(asked.burst()) > 0
        ? Optional.of(
            "its sensor would need bursts of %s (time constant %s), longer than %s: set it to less"
                    .formatted(seconds(burst), seconds(slowest(groups)), seconds(LONGEST_BURST))
                + " averaging, or ask for bursts that long")
        : Optional.empty();
  }

  private static void add(SensorGroup group, String who, List<String> sentences) {
    if (group.refreshRateHz() > 0 && group.nominalRateHz() > FASTER * group.refreshRateHz()) {
      sentences.add(
          who
              + "is read at %.0f Hz, but refreshes at %.0f Hz: values repeat"
                  .formatted(group.nominalRateHz(), group.refreshRateHz()));
    }
    if (group.facts().mode() == SensorMode.TRIGGERED) {
      sentences.add(who + "converts only when it is read, which is slow; run its agent as root");
    }
    if (group.facts().timeConstantSource() == TimeConstantSource.UNKNOWN && !group.simulated()) {
      sentences.add(
          who
              + "may average over an unknown time, which hides a part of each burst; find out with"
              + " `hamlet sensors --calibrate` on the board");
    }
  }

  private static Optional<String> burst(
      String device, MeasurementProtocol asked, List<SensorGroup> groups) {
    Duration burst = ProtocolTimes.forSensors(asked, groups).burst();
    Duration resolved = ProtocolTimes.leastBurst(groups);
    boolean slow = groups.stream().anyMatch(SensorAdvice::coarse);
    return slow || burst.compareTo(asked.burst()) > 0
        ? Optional.of(
            "device %s: an inference shorter than %s cannot be resolved by its sensor; measured as bursts of %s"
                .formatted(device, seconds(resolved), seconds(burst)))
        : Optional.empty();
  }

  private static boolean coarse(SensorGroup group) {
    return group.timeConstantNs() > 0
        || (group.refreshRateHz() > 0 && group.nominalRateHz() > FASTER * group.refreshRateHz());
  }

  private static Duration slowest(List<SensorGroup> groups) {
    return Duration.ofNanos(groups.stream().mapToLong(SensorGroup::timeConstantNs).max().orElse(0));
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return seconds < 1
        ? String.format(Locale.ROOT, "%.0f ms", seconds * 1e3)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
