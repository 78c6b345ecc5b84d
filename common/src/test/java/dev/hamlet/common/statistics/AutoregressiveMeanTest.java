package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoregressiveMeanTest {

  @Test
  void independentValues_haveTheTextbookFigures() {
    AutoregressiveMean mean = AutoregressiveMean.of(12, 0);

    assertThat(mean.factor()).isCloseTo(1, within(1e-12));
    assertThat(mean.degreesOfFreedom()).isCloseTo(11, within(1e-9));
  }

  @Test
  void twoValues_followFromTheirSumAndDifference() {
    // variances of sum and difference: 2 (1 + phi) and 2 (1 - phi)
    AutoregressiveMean mean = AutoregressiveMean.of(2, 0.5);

    assertThat(mean.factor()).isCloseTo(3, within(1e-12));
    assertThat(mean.degreesOfFreedom()).isCloseTo(1, within(1e-12));
  }

  @Test
  void longSeries_hasTheLimitOfTheFactor() {
    // (1 + phi) / (1 - phi) = 3; the ends count for 1 / n of it
    assertThat(AutoregressiveMean.of(100_000, 0.5).factor()).isCloseTo(3, within(1e-3));
  }

  /** The closed forms against the matrices of the definition; both exact, rounding only. */
  @ParameterizedTest
  @CsvSource({"5,0.9", "10,0.88", "22,0.9", "30,-0.5", "12,0.3", "40,0.6"})
  void closedForm_isThatOfTheMatrices(int n, double phi) {
    double[][] centred = centred(n, phi);
    double trace = 0;
    double traceOfSquare = 0;
    for (int i = 0; i < n; i++) {
      trace += centred[i][i];
      for (int k = 0; k < n; k++) {
        traceOfSquare += centred[i][k] * centred[k][i];
      }
    }
    double ofMean = 1 - trace / n;

    AutoregressiveMean mean = AutoregressiveMean.of(n, phi);

    double factor = (n - 1) * ofMean / (1 - ofMean);
    double degreesOfFreedom = trace * trace / traceOfSquare;
    assertThat(mean.factor()).isCloseTo(factor, within(1e-9 * factor));
    assertThat(mean.degreesOfFreedom()).isCloseTo(degreesOfFreedom, within(1e-9 * n));
  }

  /** The correlations less the means of their columns. */
  private static double[][] centred(int n, double phi) {
    double[][] correlations = new double[n][n];
    for (int j = 0; j < n; j++) {
      double column = 0;
      for (int i = 0; i < n; i++) {
        correlations[i][j] = Math.pow(phi, Math.abs(i - j));
        column += correlations[i][j];
      }
      for (int i = 0; i < n; i++) {
        correlations[i][j] -= column / n;
      }
    }
    return correlations;
  }
}
