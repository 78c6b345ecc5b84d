package dev.hamlet.common.wire;

import dev.hamlet.common.power.BaseUnit;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.proto.v1.SampleColumn;
import dev.hamlet.proto.v1.SampleColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * Power samples as value and message, column format 1.
 *
 * <pre>
 *   stamps   t0  t1  t2  t3      first_monotonic_ns = t0    delta_ns = [t1-t0, t2-t1, t3-t2]
 *   column   v0  v1  v2  v3      delta = [v0, v1-v0, v2-v1, v3-v2]
 * </pre>
 */
final class SampleMapping {

  private static final int FORMAT_VERSION = 1;

  private SampleMapping() {}

  static SampleColumns toMessage(SampleBatch batch) {
    Bounds.check(batch.size() > 0, "of group %s is empty", batch.group());
    long[] stamps = batch.monotonicNs();
    SampleColumns.Builder message =
        SampleColumns.newBuilder()
            .setSensor(batch.sensor())
            .setGroup(batch.group())
            .setFormatVersion(FORMAT_VERSION)
            .setFirstMonotonicNs(stamps[0]);
    for (int i = 1; i < stamps.length; i++) {
      message.addDeltaNs(stamps[i] - stamps[i - 1]);
    }
    for (int halfWidthNs : batch.halfWidthNs()) {
      message.addHalfWidthNs(halfWidthNs);
    }
    for (int i = 0; i < batch.columns().size(); i++) {
      message.addColumns(columnOf(batch.columns().get(i), batch.values()[i]));
    }
    return message.build();
  }

  private static SampleColumn columnOf(ColumnSpec spec, long[] values) {
    SampleColumn.Builder column =
        SampleColumn.newBuilder()
            .setRail(spec.rail())
            .setQuantity(QuantityMapping.toMessage(spec.quantity()))
            .setUnit(QuantityMapping.toMessage(spec.unit()))
            .setScaleExponent(spec.scaleExponent());
    long previous = 0;
    for (long value : values) {
      // wraps for values 2^63 apart, and wraps back when summed up
      column.addDelta(value - previous);
      previous = value;
    }
    return column.build();
  }

  static SampleBatch fromMessage(SampleColumns message, SamplingCounters counters) {
    Bounds.check(
        message.getFormatVersion() == FORMAT_VERSION,
        "has column format %s, but only %s is known",
        Integer.toUnsignedString(message.getFormatVersion()),
        FORMAT_VERSION);
    Bounds.name("sensor", message.getSensor());
    Bounds.name("group", message.getGroup());
    Bounds.count("samples", message.getDeltaNsCount() + 1, Bounds.MAX_SAMPLES);
    Bounds.count("columns", message.getColumnsCount(), Bounds.MAX_COLUMNS);
    int size = message.getDeltaNsCount() + 1;
    return new SampleBatch(
        message.getSensor(),
        message.getGroup(),
        specsOf(message),
        stampsOf(message),
        halfWidthsOf(message, size),
        valuesOf(message, size),
        counters);
  }

  private static List<ColumnSpec> specsOf(SampleColumns message) {
    List<ColumnSpec> specs = new ArrayList<>(message.getColumnsCount());
    for (SampleColumn column : message.getColumnsList()) {
      Bounds.name("rail", column.getRail());
      Bounds.scaleExponent(column.getScaleExponent());
      Quantity quantity = QuantityMapping.fromMessage(column.getQuantity());
      BaseUnit unit = QuantityMapping.fromMessage(column.getUnit());
      specs.add(new ColumnSpec(column.getRail(), quantity, unit, column.getScaleExponent()));
    }
    return specs;
  }

  private static long[] stampsOf(SampleColumns message) {
    long[] stamps = new long[message.getDeltaNsCount() + 1];
    stamps[0] = message.getFirstMonotonicNs();
    for (int i = 1; i < stamps.length; i++) {
      long deltaNs = message.getDeltaNs(i - 1);
      Bounds.check(deltaNs > 0, "has stamps that do not grow at sample %d", i);
      stamps[i] = Bounds.sum("delta_ns", stamps[i - 1], deltaNs);
    }
    return stamps;
  }

  private static int[] halfWidthsOf(SampleColumns message, int size) {
    sameLength("half_width_ns", message.getHalfWidthNsCount(), size);
    int[] halfWidths = new int[size];
    for (int i = 0; i < size; i++) {
      halfWidths[i] = message.getHalfWidthNs(i);
      Bounds.check(halfWidths[i] >= 0, "has a half width beyond 2^31 ns at sample %d", i);
    }
    return halfWidths;
  }

  private static long[][] valuesOf(SampleColumns message, int size) {
    long[][] values = new long[message.getColumnsCount()][];
    for (int c = 0; c < values.length; c++) {
      SampleColumn column = message.getColumns(c);
      sameLength("delta of rail " + column.getRail(), column.getDeltaCount(), size);
      values[c] = new long[size];
      long value = 0;
      for (int i = 0; i < size; i++) {
        value += column.getDelta(i);
        values[c][i] = value;
      }
    }
    return values;
  }

  private static void sameLength(String what, int length, int expected) {
    Bounds.check(length == expected, "has %d values in %s for %d samples", length, what, expected);
  }
}
