package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.power.SensorGroup;
import java.time.Duration;
import java.util.Collection;

/** Durations that follow from a protocol and the sensors it is measured with. */
public final class ProtocolTimes {

  private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(2);
  private static final int TIMEOUT_FACTOR = 10;

  private static final long VALUES_A_BURST = 100;

  private ProtocolTimes() {}

  /** Sum of the phases of one trial, without waiting at the gate or for slow inferences. */
  public static Duration ofTrial(MeasurementProtocol protocol) {
    return protocol
        .warmUp()
        .plus(protocol.settle())
        .plus(protocol.idle().multipliedBy(2))
        .plus(protocol.burst())
        .plus(protocol.guard());
  }

  /**
   * The protocol with a timeout for its trials: ten times the phases, two minutes at least, since
   * the least number of inferences may take longer than the phases say.
   */
  public static MeasurementProtocol withTimeout(MeasurementProtocol protocol) {
    return withTimeout(protocol, impliedTimeout(protocol));
  }

  /** The protocol with a timeout of the user's. */
  public static MeasurementProtocol withTimeout(MeasurementProtocol protocol, Duration timeout) {
    return with(
        protocol, protocol.settle(), protocol.idle(), protocol.burst(), protocol.guard(), timeout);
  }

  private static Duration impliedTimeout(MeasurementProtocol protocol) {
    return longer(ofTrial(protocol).multipliedBy(TIMEOUT_FACTOR), LEAST_TIMEOUT);
  }

  /** Whether the file says how long a trial may take, rather than the protocol's phases. */
  static boolean hasOwnTimeout(MeasurementProtocol protocol) {
    return !protocol.trialTimeout().isZero()
        && !protocol.trialTimeout().equals(impliedTimeout(protocol));
  }

  /**
   * The protocol as a device with these sensors needs it: settle and guard last five time constants
   * of the slowest filter and the longest lag, idle ten time constants, the burst {@link
   * #leastBurst} (a filtered sensor remembers; science: guard method). A protocol that is long
   * enough stays as it is, apart from the lag. A timeout of the user's stays, too.
   *
   * @param groups the sensor groups that hold the rails of the figures
   */
  public static MeasurementProtocol forSensors(
      MeasurementProtocol protocol, Collection<SensorGroup> groups) {
    long tauNs = timeConstantNs(groups);
    Duration lag = Duration.ofNanos(groups.stream().mapToLong(SensorGroup::lagNs).max().orElse(0));
    Duration memory = Duration.ofNanos(Math.multiplyExact(5, tauNs));
    Duration stretch = memory.multipliedBy(2);
    MeasurementProtocol adapted =
        with(
            protocol,
            longer(protocol.settle(), memory).plus(lag),
            longer(protocol.idle(), stretch),
            longer(protocol.burst(), leastBurst(groups)),
            longer(protocol.guard(), memory).plus(lag),
            protocol.trialTimeout());
    return hasOwnTimeout(protocol) ? adapted : withTimeout(adapted);
  }

  /**
   * The shortest burst that these sensors show well enough: ten time constants, and a hundred times
   * the distance of two values that differ, where the error of its edges is 0.4 % (science: edge
   * error {@code dt / (sqrt(6) T)}).
   */
  public static Duration leastBurst(Collection<SensorGroup> groups) {
    long spacingNs = groups.stream().mapToLong(ProtocolTimes::spacingNs).max().orElse(0);
    return Duration.ofNanos(
        Math.max(
            Math.multiplyExact(VALUES_A_BURST, spacingNs),
            Math.multiplyExact(10, timeConstantNs(groups))));
  }

  /** The slowest filter's, at the upper end of what it was found to be. */
  private static long timeConstantNs(Collection<SensorGroup> groups) {
    return groups.stream()
        .mapToLong(
            group ->
                group.timeConstantNs() == 0
                    ? 0
                    : group.timeConstantNs() + group.facts().timeConstantErrorNs())
        .max()
        .orElse(0);
  }

  /** The larger of the interval of reads and the sensor's round; 0 where neither is known. */
  private static long spacingNs(SensorGroup group) {
    return Math.max(periodNs(group.nominalRateHz()), periodNs(group.refreshRateHz()));
  }

  private static long periodNs(double rateHz) {
    return rateHz > 0 ? Math.round(1e9 / rateHz) : 0;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static MeasurementProtocol with(
      MeasurementProtocol old,
      Duration settle,
      Duration idle,
      Duration burst,
      Duration guard,
      Duration trialTimeout) {
    return new MeasurementProtocol(
        old.profile(),
        old.warmUp(),
        old.warmUpInferences(),
        settle,
        idle,
        burst,
        old.burstInferences(),
        guard,
        trialTimeout,
        old.gate(),
        old.seed());
  }
}
