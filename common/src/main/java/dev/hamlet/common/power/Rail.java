package dev.hamlet.common.power;

import org.jspecify.annotations.Nullable;

/**
 * A power rail.
 *
 * @param name exact name, for instance VDD_IN
 * @param scope supply or component
 * @param resolutionWatts smallest step of power that a reading shows; 0 if not known
 * @param errors how far its readings may be off for good
 * @param shuntMicroohms the shunt that its current is measured with; 0 if not known or without one
 * @param correction what is done to its watts as read
 * @param counterRange value at which its energy counter starts over at 0, in the integers of the
 *     counter's column; 0 if it has no counter or one that never does
 */
public record Rail(
    String name,
    RailScope scope,
    double resolutionWatts,
    ErrorLimits errors,
    long shuntMicroohms,
    RailCorrection correction,
    long counterRange) {

  /** Takes missing parts (a description of an earlier version) for not known. */
  public Rail(
      String name,
      RailScope scope,
      double resolutionWatts,
      @Nullable ErrorLimits errors,
      long shuntMicroohms,
      @Nullable RailCorrection correction,
      long counterRange) {
    this.name = name;
    this.scope = scope;
    this.resolutionWatts = resolutionWatts;
    this.errors = errors == null ? ErrorLimits.UNKNOWN : errors;
    this.shuntMicroohms = shuntMicroohms;
    this.correction = correction == null ? RailCorrection.NONE : correction;
    this.counterRange = counterRange;
  }

  /** A rail of which no more is known than this. */
  public Rail(String name, RailScope scope, double resolutionWatts) {
    this(name, scope, resolutionWatts, ErrorLimits.UNKNOWN, 0, RailCorrection.NONE, 0);
  }

  /** The same rail with a shunt and the errors that go with it. */
  public Rail withShunt(long microohms, ErrorLimits limits) {
    return new Rail(name, scope, resolutionWatts, limits, microohms, correction, counterRange);
  }

  /** The same rail, corrected. */
  public Rail with(RailCorrection other, ErrorLimits limits) {
    return new Rail(name, scope, resolutionWatts, limits, shuntMicroohms, other, counterRange);
  }

  /** The same rail by another name. */
  public Rail named(String other) {
    return new Rail(
        other, scope, resolutionWatts, errors, shuntMicroohms, correction, counterRange);
  }

  /** The same rail with a counter that starts over at a value. */
  public Rail withCounterRange(long range) {
    return new Rail(name, scope, resolutionWatts, errors, shuntMicroohms, correction, range);
  }
}
