package dev.hamlet.agent.sensor.profile;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailCorrection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a profile says of one rail; each part may be missing.
 *
 * @param alias name that the rail goes by
 * @param shuntMicroohms what its shunt really is
 * @param gain what an external meter shows over what the rail shows
 * @param offset what is added, in watts
 */
public record RailProfile(
    Optional<String> alias,
    OptionalLong shuntMicroohms,
    Optional<Measured> gain,
    Optional<Measured> offset) {

  /**
   * A figure with the half-width of its error.
   *
   * @param value the figure
   * @param error how far it may be off
   */
  public record Measured(double value, double error) {}

  /**
   * The rail as the profile has it.
   *
   * <p>Watts go with the inverse of the shunt: {@code gain x driver's shunt / real shunt}. A gain
   * that was measured holds for shunt, gains and tolerance together, so its error replaces theirs;
   * an offset that was measured replaces that of the data sheet.
   *
   * @throws HamletException PRECONDITION if the driver does not say what shunt it reckons with
   */
  public Rail apply(Rail rail) {
    double shuntGain = shuntGain(rail);
    double gainRatio = shuntGain * gain.map(Measured::value).orElse(1.0);
    ErrorLimits limits =
        new ErrorLimits(
            gain.map(measured -> List.of(measured.error() / measured.value()))
                .orElse(rail.errors().gainRatios()),
            offset.map(Measured::error).orElse(rail.errors().offsetWatts() * gainRatio));
    return new Rail(
        alias.orElse(rail.name()),
        rail.scope(),
        rail.resolutionWatts() * gainRatio,
        limits,
        shuntMicroohms.orElse(rail.shuntMicroohms()),
        new RailCorrection(gainRatio, offset.map(Measured::value).orElse(0.0)),
        rail.counterRange());
  }

  private double shuntGain(Rail rail) {
    if (shuntMicroohms.isEmpty()) {
      return 1;
    }
    if (rail.shuntMicroohms() <= 0) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "the board profile gives rail "
              + rail.name()
              + " another shunt, but the driver does not say which one it reckons with; give"
              + " gain_ratio instead");
    }
    return (double) rail.shuntMicroohms() / shuntMicroohms.getAsLong();
  }
}
