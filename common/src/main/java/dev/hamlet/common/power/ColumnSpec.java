package dev.hamlet.common.power;

/**
 * What one column of integers means: value = integer x 10^scaleExponent of the unit.
 *
 * @param rail name of the rail
 * @param quantity what is measured
 * @param unit SI unit of the quantity
 * @param scaleExponent power of ten; -3 for milliwatts
 */
public record ColumnSpec(String rail, Quantity quantity, BaseUnit unit, int scaleExponent) {

  /** A column of a rail's power in milliwatts. */
  public static ColumnSpec milliwatts(String rail) {
    return new ColumnSpec(rail, Quantity.POWER, BaseUnit.WATT, -3);
  }

  /** What an integer of this column is multiplied with to give SI units. */
  public double factor() {
    return Math.pow(10, scaleExponent);
  }
}
