package dev.hamlet.coordinator.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StampRulesTest {

  private static final long NOW_MS = 1_700_000_000_000L;
  private static final SeriesName NAME = new SeriesName("tx2-1", "VDD_IN", "supply", true);

  private final Refusals refusals = new Refusals();

  @Test
  void goodStamps_leave() {
    assertThat(allowed(NOW_MS - 7_000_000, NOW_MS - 1, NOW_MS, NOW_MS + 59_000)).hasSize(4);
    assertThat(refusals.total()).isZero();
  }

  @Test
  void badStamps_areRefusedByName() {
    assertThat(
            allowed(
                0,
                -5,
                NOW_MS - Duration.ofHours(2).toMillis(),
                NOW_MS - 10,
                NOW_MS - 10,
                NOW_MS - 20,
                NOW_MS + 61_000))
        .containsExactly(NOW_MS - 10);
    assertThat(refusals.counts())
        .isEqualTo(
            Map.of(
                Refusal.NO_STAMP, 2L,
                Refusal.TOO_OLD, 1L,
                Refusal.DUPLICATE, 1L,
                Refusal.OUT_OF_ORDER, 1L,
                Refusal.IN_FUTURE, 1L));
    assertThat(refusals.words())
        .isEqualTo("2 no_stamp, 1 too_old, 1 in_future, 1 duplicate, 1 out_of_order");
  }

  @Test
  void seriesWithNothingLeft_isLeftOut() {
    StampedSeries old = new StampedSeries(NAME, new long[] {1}, new double[] {1});
    assertThat(StampRules.DEFAULT.allowed(List.of(old), NOW_MS, refusals)).isEmpty();
  }

  @Test
  void widerWindow_letsOlderSamplesLeave() {
    StampRules rules = StampRules.DEFAULT.withWindow(Duration.ofHours(3));
    StampedSeries series =
        new StampedSeries(NAME, new long[] {NOW_MS - 9_000_000}, new double[] {1});
    assertThat(rules.allowed(List.of(series), NOW_MS, refusals)).hasSize(1);
  }

  private long[] allowed(long... stamps) {
    StampedSeries series = new StampedSeries(NAME, stamps, new double[stamps.length]);
    return StampRules.DEFAULT.allowed(series, NOW_MS, refusals).epochMs();
  }
}
