package dev.hamlet.common.power;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.List;
import java.util.Optional;

/** How the watts of one rail follow from the columns of a batch. */
sealed interface RailWatts {

  /** Watts of the sample at an index. */
  double at(SampleBatch batch, int index);

  /**
   * The power column of the rail where there is one, else its voltage times its current.
   *
   * @throws HamletException if the columns give neither
   */
  static RailWatts of(List<ColumnSpec> columns, String rail) {
    Optional<Integer> power = find(columns, rail, Quantity.POWER);
    if (power.isPresent()) {
      return new Direct(power.get(), columns.get(power.get()).factor());
    }
    Optional<Integer> voltage = find(columns, rail, Quantity.VOLTAGE);
    Optional<Integer> current = find(columns, rail, Quantity.CURRENT);
    if (voltage.isPresent() && current.isPresent()) {
      double factor = columns.get(voltage.get()).factor() * columns.get(current.get()).factor();
      return new Product(voltage.get(), current.get(), factor);
    }
    throw refusal(columns, rail);
  }

  private static Optional<Integer> find(List<ColumnSpec> columns, String rail, Quantity quantity) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).rail().equals(rail) && columns.get(i).quantity() == quantity) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static HamletException refusal(List<ColumnSpec> columns, String rail) {
    boolean counter = find(columns, rail, Quantity.CUMULATIVE_ENERGY).isPresent();
    String why =
        counter
            ? "has only an energy counter, whose differences are not yet supported"
            : "has neither a power column nor voltage and current";
    return new HamletException(ErrorCode.PRECONDITION, "Rail " + rail + " " + why + ".");
  }

  /** A power column. */
  record Direct(int column, double factor) implements RailWatts {
    @Override
    public double at(SampleBatch batch, int index) {
      return batch.values()[column][index] * factor;
    }
  }

  /** Voltage times current. */
  record Product(int voltage, int current, double factor) implements RailWatts {
    @Override
    public double at(SampleBatch batch, int index) {
      // as doubles first: the product of two integers as read may not fit into a long
      return (double) batch.values()[voltage][index] * batch.values()[current][index] * factor;
    }
  }
}
