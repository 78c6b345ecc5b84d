package dev.hamlet.common.power;

/** SI unit that a column's integers are multiples of a power of ten of. */
public enum BaseUnit {
  WATT,
  VOLT,
  AMPERE,
  JOULE
}
