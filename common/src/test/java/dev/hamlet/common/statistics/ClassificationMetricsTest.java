package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {

  /** Half of the last printed digit of the expected values. */
  private static final Offset<Double> DIGITS = within(5.1e-5);

  @Test
  void threeClasses_agreeWithScikitLearn() {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1}, 3);

    assertThat(metrics.accuracy()).isEqualTo(0.6);
    assertFigures(metrics.classes().get(0), 0.5, 1, 0.6667);
    assertFigures(metrics.classes().get(1), 0, 0, 0);
    assertFigures(metrics.classes().get(2), 1, 0.6667, 0.8);
    assertFigures(metrics.macro(), 0.5, 0.5556, 0.4889);
    assertFigures(metrics.weighted(), 0.7, 0.6, 0.6133);
  }

  /**
   * The second vector has labels 1, 2, 3 and predictions outside of them: class 0 here stands for
   * what is outside, so that its macro figures, over four classes, are three quarters of the
   * vector's.
   */
  @Test
  void absentClasses_countAsZero() {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(new int[] {1, 1, 1}, new int[] {1, 1, 0}, 4);

    assertFigures(metrics.classes().get(1), 1, 0.6667, 0.8);
    assertFigures(metrics.macro(), 0.3333 * 0.75, 0.2222 * 0.75, 0.2667 * 0.75);
    assertFigures(metrics.weighted(), 1, 0.6667, 0.8);
  }

  @Test
  void emptyOrUnequalColumns_areRefused() {
    assertThatThrownBy(() -> ClassificationMetrics.of(new int[0], new int[0], 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClassificationMetrics.of(new int[1], new int[2], 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {2}, new int[] {0}, 2))
        .hasMessageContaining("class 2");
  }

  private static void assertFigures(
      ClassFigures figures, double precision, double recall, double f1) {
    assertThat(figures.precision()).isCloseTo(precision, DIGITS);
    assertThat(figures.recall()).isCloseTo(recall, DIGITS);
    assertThat(figures.f1()).isCloseTo(f1, DIGITS);
  }
}
