package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every check of one trial. */
public final class SanityFlags {

  private SanityFlags() {}

  /**
   * What may be wrong with the figures of a trial.
   *
   * @param energy its energies
   */
  public static List<Flag> of(SampledTrial trial, EnergyFigures energy) {
    List<Flag> flags = new ArrayList<>();
    negative(energy).ifPresent(flags::add);
    nearZero(energy, trial.floorWatts()).ifPresent(flags::add);
    flags.addAll(RailAdditivity.of(trial));
    flags.addAll(StuckSensor.of(trial));
    return flags;
  }

  private static Optional<Flag> negative(EnergyFigures energy) {
    return energy.netJoules() >= 0
        ? Optional.empty()
        : flag(
            FlagKind.NEGATIVE_NET_ENERGY,
            "Net energy is %.4g J: gross energy of %.4g J is less than idle energy of %.4g J.",
            energy.netJoules(),
            energy.grossJoules(),
            energy.idleJoules());
  }

  private static Optional<Flag> nearZero(EnergyFigures energy, double floorWatts) {
    return energy.idlePowerWatts() > floorWatts
        ? Optional.empty()
        : flag(
            FlagKind.IDLE_NEAR_ZERO,
            "Idle power of %.4f W is within %.4f W, the step and offset of the sensor.",
            energy.idlePowerWatts(),
            floorWatts);
  }

  private static Optional<Flag> flag(FlagKind kind, String sentence, Object... numbers) {
    return Optional.of(new Flag(kind, String.format(Locale.ROOT, sentence, numbers)));
  }
}
