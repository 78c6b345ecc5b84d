package dev.hamlet.common.statistics.robust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutlierFlagsTest {

  @Test
  void farValue_isFlaggedByBothRules() {
    OutlierFlags flags = OutlierFlags.of(new double[] {10, 11, 30, 9, 10, 12, 11});

    assertThat(flags.byDeviation()).containsExactly(2);
    assertThat(flags.byFences()).containsExactly(2);
  }

  @Test
  void deviationRule_beginsBeyondThreeAndAHalf() {
    // median 5, median absolute deviation 1: reach 3.5 * 1.4826 = 5.1891
    double[] inside = {3, 4, 5, 6, 7, 10.18};
    double[] outside = {4, 4, 5, 6, 5, 6, 10.2};

    assertThat(OutlierFlags.of(outside).byDeviation()).containsExactly(6);
    assertThat(OutlierFlags.of(inside).byDeviation()).isEmpty();
  }

  @Test
  void fences_standOneAndAHalfQuartileRangesOut() {
    // quartiles 2 and 4: fences at -1 and 7
    assertThat(OutlierFlags.of(new double[] {1, 2, 3, 4, 7}).byFences()).isEmpty();
    assertThat(OutlierFlags.of(new double[] {1, 2, 3, 4, 7.1}).byFences()).containsExactly(4);
    assertThat(OutlierFlags.of(new double[] {-1.1, 2, 3, 4, 5}).byFences()).containsExactly(0);
  }

  @Test
  void fewValues_haveNoOutliers() {
    assertThat(OutlierFlags.of(new double[] {1, 1, 1, 99}).byFences()).isEmpty();
  }
}
