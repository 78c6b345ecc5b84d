package dev.hamlet.coordinator.align;

import dev.hamlet.common.time.offset.CarriedStamp;
import java.util.Optional;

/** Carries stamps of a device into the time of a meter that measures it from outside. */
@FunctionalInterface
public interface StampCarrier {

  /** The stamp in the meter's time, with its bound; empty if a clock is not known. */
  Optional<CarriedStamp> carry(long deviceNs);
}
