package dev.hamlet.common.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.error.HamletException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PowerSeriesTest {

  /** A few units in the last place of values near ten. */
  private static final Offset<Double> ROUNDING = within(1e-14);

  private static final List<ColumnSpec> COLUMNS =
      List.of(
          ColumnSpec.milliwatts("VDD_IN"),
          new ColumnSpec("VDD_MUX", Quantity.VOLTAGE, BaseUnit.VOLT, -3),
          new ColumnSpec("VDD_MUX", Quantity.CURRENT, BaseUnit.AMPERE, -3),
          new ColumnSpec("COUNTER", Quantity.CUMULATIVE_ENERGY, BaseUnit.JOULE, -6));

  private final SensorGroup group =
      new SensorGroup("s", "g", "twin", true, 1000, 0, 0, 100, List.of());

  @Test
  void powerColumn_isScaled() {
    PowerSeries series =
        PowerSeries.of(List.of(batch("g", 1_000, 2_000)), group, List.of("VDD_IN"));

    assertThat(series.watts()).containsExactly(new double[] {3, 4}, ROUNDING);
  }

  @Test
  void voltageTimesCurrent_whereThereIsNoPower() {
    PowerSeries series =
        PowerSeries.of(List.of(batch("g", 1_000, 2_000)), group, List.of("VDD_MUX"));

    // 19 V x 0.5 A and 19 V x 0.4 A
    assertThat(series.watts()).containsExactly(new double[] {9.5, 7.6}, ROUNDING);
  }

  @Test
  void severalSupplies_areAdded() {
    PowerSeries series =
        PowerSeries.of(List.of(batch("g", 1_000, 2_000)), group, List.of("VDD_IN", "VDD_MUX"));

    assertThat(series.watts()).containsExactly(new double[] {12.5, 11.6}, ROUNDING);
  }

  @Test
  void lag_isTakenOffTheStamps() {
    assertThat(PowerSeries.of(List.of(batch("g", 1_000, 2_000)), group, List.of("VDD_IN")))
        .extracting(PowerSeries::monotonicNs)
        .isEqualTo(new long[] {900, 1_900});
  }

  @Test
  void batches_areJoinedWithoutOtherGroupsAndRepeats() {
    PowerSeries series =
        PowerSeries.of(
            List.of(
                batch("g", 1_000, 2_000),
                batch("other", 1_500, 2_500),
                batch("g", 1_000, 2_000),
                batch("g", 2_000, 3_000)),
            group,
            List.of("VDD_IN"));

    assertThat(series.monotonicNs()).containsExactly(900, 1_900, 2_900);
  }

  @Test
  void railWithoutPower_isRefused() {
    List<SampleBatch> batches = List.of(batch("g", 1, 2));

    assertThatThrownBy(() -> PowerSeries.of(batches, group, List.of("VDD_GPU")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("VDD_GPU");
  }

  @Test
  void counter_isDifferencedFromSampleToSampleAndOverBatches() {
    PowerSeries series =
        PowerSeries.of(
            List.of(counter(new long[] {1_000, 2_000}, 10, 40), counter(new long[] {5_000}, 100)),
            group,
            List.of("COUNTER"));

    // 30 uJ in 1 us, 60 uJ in 3 us
    assertThat(series.means()).isTrue();
    assertThat(series.watts()).containsExactly(new double[] {30, 30, 20}, within(1e-9));
    assertThat(series.wattNsBetween(0, 0, 10_000)).isCloseTo(30e3, within(1e-6));
    assertThat(series.wattNsBetween(1, 0, 2_400)).isCloseTo(20 * 500.0, within(1e-6));
  }

  @Test
  void counterThatStartsOver_goesOn() {
    SensorGroup ranged =
        new SensorGroup(
            "s",
            "g",
            "rapl",
            false,
            1000,
            0,
            0,
            100,
            List.of(new Rail("COUNTER", RailScope.SUPPLY, 0).withCounterRange(1_000)));
    List<SampleBatch> batches = List.of(counter(new long[] {1_000, 2_000, 3_000}, 990, 15, 20));

    assertThat(PowerSeries.of(batches, ranged, List.of("COUNTER")).watts())
        .containsExactly(new double[] {25, 25, 5}, within(1e-9));
    assertThatThrownBy(() -> PowerSeries.of(batches, group, List.of("COUNTER")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("went back");
  }

  @Test
  void correction_isAppliedToWattsAsRead() {
    Rail rail =
        new Rail("VDD_IN", RailScope.SUPPLY, 0)
            .with(new RailCorrection(4, -0.5), ErrorLimits.UNKNOWN);
    SensorGroup corrected = new SensorGroup("s", "g", "twin", true, 1000, 0, 0, 100, List.of(rail));

    assertThat(
            PowerSeries.of(List.of(batch("g", 1_000, 2_000)), corrected, List.of("VDD_IN")).watts())
        .containsExactly(new double[] {11.5, 15.5}, ROUNDING);
  }

  private static SampleBatch counter(long[] stamps, long... microjoules) {
    return new SampleBatch(
        "s",
        "g",
        List.of(new ColumnSpec("COUNTER", Quantity.CUMULATIVE_ENERGY, BaseUnit.JOULE, -6)),
        stamps,
        new int[stamps.length],
        new long[][] {microjoules},
        SamplingCounters.NONE);
  }

  @Test
  void indexAtOrBefore_countsFromTheLeft() {
    PowerSeries series = new PowerSeries(new long[] {10, 20}, new double[] {1, 2});

    assertThat(series.indexAtOrBefore(9)).isEqualTo(-1);
    assertThat(series.indexAtOrBefore(10)).isZero();
    assertThat(series.indexAtOrBefore(19)).isZero();
    assertThat(series.indexAtOrBefore(500)).isEqualTo(1);
  }

  private static SampleBatch batch(String group, long first, long second) {
    return new SampleBatch(
        "s",
        group,
        COLUMNS,
        new long[] {first, second},
        new int[2],
        new long[][] {{3_000, 4_000}, {19_000, 19_000}, {500, 400}, {1, 2}},
        SamplingCounters.NONE);
  }
}
