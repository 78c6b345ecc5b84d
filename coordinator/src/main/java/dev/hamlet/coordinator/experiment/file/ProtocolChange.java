package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.experiment.GateRules;
import dev.hamlet.common.experiment.MeasurementProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Values of a protocol that a file sets; what is empty stays as it was.
 *
 * @param warmUp least duration of the warm-up
 * @param warmUpInferences least number of inferences of the warm-up
 * @param idle duration of each baseline
 * @param burst least duration of the burst
 * @param burstInferences least number of inferences of the burst
 * @param temperatureWithinC band of temperatures, in kelvin
 * @param gateTimeout longest that the gate may stay shut
 * @param foreignCpuMax greatest share of foreign CPU time
 * @param abortAboveC temperature that stops a trial, in degrees Celsius
 */
public record ProtocolChange(
    Optional<Duration> warmUp,
    Optional<Integer> warmUpInferences,
    Optional<Duration> idle,
    Optional<Duration> burst,
    Optional<Integer> burstInferences,
    Optional<Double> temperatureWithinC,
    Optional<Duration> gateTimeout,
    Optional<Double> foreignCpuMax,
    Optional<Double> abortAboveC) {

  /** A protocol with these values; its timeout follows its phases unless it is the user's. */
  public MeasurementProtocol to(MeasurementProtocol base) {
    MeasurementProtocol changed =
        new MeasurementProtocol(
            base.profile(),
            warmUp.orElse(base.warmUp()),
            warmUpInferences.orElse(base.warmUpInferences()),
            base.settle(),
            idle.orElse(base.idle()),
            burst.orElse(base.burst()),
            burstInferences.orElse(base.burstInferences()),
            base.guard(),
            base.trialTimeout(),
            gate(base.gate()),
            base.seed());
    return ProtocolTimes.hasOwnTimeout(base) ? changed : ProtocolTimes.withTimeout(changed);
  }

  private GateRules gate(GateRules base) {
    return new GateRules(
        temperatureWithinC.orElse(base.temperatureWithinC()),
        gateTimeout.orElse(base.timeout()),
        foreignCpuMax.map(OptionalDouble::of).orElse(base.foreignCpuMax()),
        abortAboveC.map(OptionalDouble::of).orElse(base.abortAboveC()));
  }
}
