package dev.hamlet.twin.ina3221;

import dev.hamlet.twin.power.BoardRail;

/** True energy of the rails since some start, at the moment a conversion ends. */
@FunctionalInterface
public interface RailEnergies {

  /** Joules of a rail since a start that is the same for all calls. */
  double energyJoules(BoardRail rail);
}
