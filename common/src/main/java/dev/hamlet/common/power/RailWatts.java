package dev.hamlet.common.power;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.List;
import java.util.Optional;

/** How the watts of one rail follow from the columns of a batch, before its correction. */
sealed interface RailWatts {

  /** Watts of the sample at an index; of a counter, which has none at a moment, it is not asked. */
  double at(SampleBatch batch, int index);

  /** Mean watts from one sample to the next; the two may stand in different batches. */
  double between(SampleBatch before, int indexBefore, SampleBatch batch, int index);

  /** Whether it is a counter: then only {@link #between} says something. */
  default boolean counts() {
    return false;
  }

  /**
   * The power column of the rail where there is one, else its voltage times its current, else the
   * differences of its energy counter.
   *
   * @throws HamletException if the columns give none
   */
  static RailWatts of(List<ColumnSpec> columns, Rail rail) {
    Optional<Integer> power = find(columns, rail.name(), Quantity.POWER);
    if (power.isPresent()) {
      return new Direct(power.get(), columns.get(power.get()).factor());
    }
    Optional<Integer> voltage = find(columns, rail.name(), Quantity.VOLTAGE);
    Optional<Integer> current = find(columns, rail.name(), Quantity.CURRENT);
    if (voltage.isPresent() && current.isPresent()) {
      double factor = columns.get(voltage.get()).factor() * columns.get(current.get()).factor();
      return new Product(voltage.get(), current.get(), factor);
    }
    Optional<Integer> counter = find(columns, rail.name(), Quantity.CUMULATIVE_ENERGY);
    if (counter.isPresent()) {
      return new Counter(counter.get(), columns.get(counter.get()).factor(), rail);
    }
    throw new HamletException(
        ErrorCode.PRECONDITION,
        "Rail "
            + rail.name()
            + " has neither a power column, nor voltage and current, nor an energy counter.");
  }

  private static Optional<Integer> find(List<ColumnSpec> columns, String rail, Quantity quantity) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).rail().equals(rail) && columns.get(i).quantity() == quantity) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** A power column. */
  record Direct(int column, double factor) implements RailWatts {
    @Override
    public double at(SampleBatch batch, int index) {
      return batch.values()[column][index] * factor;
    }

    @Override
    public double between(SampleBatch before, int indexBefore, SampleBatch batch, int index) {
      return (at(before, indexBefore) + at(batch, index)) / 2;
    }
  }

  /** Voltage times current. */
  record Product(int voltage, int current, double factor) implements RailWatts {
    @Override
    public double at(SampleBatch batch, int index) {
      // as doubles first: the product of two integers as read may not fit into a long
      return (double) batch.values()[voltage][index] * batch.values()[current][index] * factor;
    }

    @Override
    public double between(SampleBatch before, int indexBefore, SampleBatch batch, int index) {
      return (at(before, indexBefore) + at(batch, index)) / 2;
    }
  }

  /** A counter of energy that starts over at the range of its rail. */
  record Counter(int column, double factor, Rail rail) implements RailWatts {
    @Override
    public boolean counts() {
      return true;
    }

    @Override
    public double at(SampleBatch batch, int index) {
      throw new IllegalStateException("an energy counter has no power at a moment");
    }

    @Override
    public double between(SampleBatch before, int indexBefore, SampleBatch batch, int index) {
      long difference = batch.values()[column][index] - before.values()[column][indexBefore];
      if (difference < 0) {
        difference += rail.counterRange();
      }
      if (difference < 0) {
        throw new HamletException(
            ErrorCode.PRECONDITION,
            "The energy counter of rail " + rail.name() + " went back: was it reset?");
      }
      long durationNs = batch.monotonicNs()[index] - before.monotonicNs()[indexBefore];
      return difference * factor / (durationNs * 1e-9);
    }
  }
}
