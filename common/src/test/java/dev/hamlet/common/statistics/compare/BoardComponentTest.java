package dev.hamlet.common.statistics.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.statistics.StudentT;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoardComponentTest {

  private static final double LEVEL = 0.95;

  @Test
  void equalNumbersOfTrials_agreeWithTheAnalysisOfVariance() {
    // means 1, 4, 10; within variance 2 each (n = 2); between (21 - 2 / 2)
    BoardComponent component = BoardComponent.of(new double[][] {{0, 2}, {3, 5}, {9, 11}}, LEVEL);

    assertThat(component.boards()).isEqualTo(3);
    assertThat(component.trials()).isEqualTo(6);
    assertThat(component.mean()).isCloseTo(5, within(1e-12));
    assertThat(component.withinStd()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(component.betweenStd()).isCloseTo(Math.sqrt(20), within(1e-12));
    // equal weights: t of two degrees of freedom on the spread of the means, 21
    double half = StudentT.twoSided(LEVEL, 2) * Math.sqrt(21 / 3.0);
    assertThat(component.ciHigh() - component.mean()).isCloseTo(half, within(1e-9));
    assertThat(component.betweenLow()).isLessThan(component.betweenStd());
    assertThat(component.betweenHigh()).isGreaterThan(component.betweenStd());
  }

  @Test
  void boardsThatDoNotDiffer_haveNoComponent() {
    BoardComponent component =
        BoardComponent.of(new double[][] {{1, 3, 2}, {2, 1, 3.9}, {3, 2, 1.3}}, LEVEL);

    assertThat(component.betweenStd()).isZero();
    assertThat(component.betweenLow()).isZero();
    assertThat(component.betweenHigh()).isPositive();
  }

  @Test
  void singleBoard_saysNothingAboutOthers() {
    BoardComponent component = BoardComponent.of(new double[][] {{1, 2, 3}, {7}}, LEVEL);

    assertThat(component.boards()).isEqualTo(1);
    assertThat(component.mean()).isEqualTo(2);
    assertThat(component.ciLow()).isNaN();
    assertThat(component.betweenStd()).isNaN();
    assertThat(component.isBeyondBoards(component, LEVEL)).isFalse();
  }

  @Test
  void intervals_coverAsPromised() {
    long seed = 5;
    Random random = new Random(seed);
    int fleets = 1_000;
    int meanCovered = 0;
    int spreadCovered = 0;
    for (int fleet = 0; fleet < fleets; fleet++) {
      BoardComponent component =
          BoardComponent.of(trials(random, 100, 2, 1, 10, 14, 8, 12, 10), LEVEL);
      meanCovered += component.ciLow() <= 100 && 100 <= component.ciHigh() ? 1 : 0;
      spreadCovered += component.betweenLow() <= 2 && 2 <= component.betweenHigh() ? 1 : 0;
    }
    // 95 %, and four binomial standard deviations of 1,000 fleets, 0.7 points each
    assertThat(meanCovered / (double) fleets).as("seed %d", seed).isBetween(0.922, 0.978);
    assertThat(spreadCovered / (double) fleets).as("seed %d", seed).isBetween(0.922, 0.978);
  }

  @Test
  void differenceBeyondBoards_isTold() {
    Random random = new Random(3);
    BoardComponent low = BoardComponent.of(trials(random, 100, 2, 1, 10, 10, 10, 10), LEVEL);
    BoardComponent same = BoardComponent.of(trials(random, 100, 2, 1, 10, 10, 10, 10), LEVEL);
    BoardComponent high = BoardComponent.of(trials(random, 120, 2, 1, 10, 10, 10, 10), LEVEL);

    assertThat(low.isBeyondBoards(high, LEVEL)).isTrue();
    assertThat(low.isBeyondBoards(same, LEVEL)).isFalse();
  }

  private static double[][] trials(
      Random random, double mean, double between, double within, int... counts) {
    double[][] trials = new double[counts.length][];
    for (int board = 0; board < counts.length; board++) {
      double center = mean + between * random.nextGaussian();
      trials[board] = new double[counts[board]];
      for (int i = 0; i < counts[board]; i++) {
        trials[board][i] = center + within * random.nextGaussian();
      }
    }
    return trials;
  }
}
