package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void betweenRanks_isInterpolated() {
    Percentiles percentiles = Percentiles.of(new double[] {4, 1, 3, 2});

    assertThat(percentiles.at(0)).isEqualTo(1);
    assertThat(percentiles.at(50)).isEqualTo(2.5);
    assertThat(percentiles.at(90)).isCloseTo(3.7, within(1e-12));
    assertThat(percentiles.at(100)).isEqualTo(4);
  }

  @Test
  void singleValue_isEveryPercentile() {
    assertThat(Percentiles.of(new double[] {7}).at(99)).isEqualTo(7);
  }

  @Test
  void nothing_isRefused() {
    assertThatThrownBy(() -> Percentiles.of(new double[0])).hasMessageContaining("no values");
    assertThatThrownBy(() -> Percentiles.of(new double[1]).at(101)).hasMessageContaining("101");
  }
}
