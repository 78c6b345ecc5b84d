package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LagBoundTest {

  @Test
  void estimate_makesTheBiasGood() {
    // r lies (1 + 3 phi) / n below phi: 0.5 - 2.5 / 50
    assertThat(LagBound.of(50, 0.45).correlation()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void bound_isTheCorrelationThatWouldHideAtThatDistance() {
    int n = 16;
    double r = -0.2;

    LagBound lag = LagBound.of(n, r);

    // no correlation to be seen: the least caution, 0.4 standard errors
    double phi = lag.bound();
    double expected = phi - (1 + 3 * phi) / n;
    assertThat(lag.correlation()).isNegative();
    assertThat(r).isCloseTo(expected - 0.4 * Math.sqrt((1 - phi * phi) / n), within(1e-12));
  }

  @Test
  void bound_growsWithTheEstimateAndShrinksWithTheValues() {
    assertThat(LagBound.of(20, 0.1).bound()).isGreaterThan(LagBound.of(20, 0).bound());
    assertThat(LagBound.of(200, 0.1).bound()).isLessThan(LagBound.of(20, 0.1).bound());
  }

  @Test
  void bound_staysWithinWhatIsBelieved() {
    assertThat(LagBound.of(20, 0.95).bound()).isEqualTo(0.88);
    assertThat(LagBound.of(20, -0.95).bound()).isEqualTo(-0.5);
  }
}
