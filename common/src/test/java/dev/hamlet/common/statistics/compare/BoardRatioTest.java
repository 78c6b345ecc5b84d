package dev.hamlet.common.statistics.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.statistics.StudentT;
import dev.hamlet.common.statistics.compare.PairedRatio.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardRatioTest {

  private static final double LEVEL = 0.95;

  @Test
  void boardsFarApart_weighTheSameAndTheirSpreadCounts() {
    BoardRatio ratio = BoardRatio.of(List.of(board(-0.3), board(-0.2), board(-0.1)), LEVEL);

    assertThat(ratio.boards()).isEqualTo(3);
    assertThat(ratio.ratio()).isCloseTo(Math.exp(-0.2), within(1e-9));
    // std of the logarithms is 0.1
    double half = StudentT.twoSided(LEVEL, 2) * 0.1 / Math.sqrt(3);
    assertThat(Math.log(ratio.ciHigh())).isCloseTo(-0.2 + half, within(1e-6));
    assertThat(ratio.isBeyondBoards()).isFalse();
  }

  @Test
  void boardsThatAgree_showADifference() {
    BoardRatio ratio = BoardRatio.of(List.of(board(-0.2), board(-0.201), board(-0.199)), LEVEL);

    assertThat(ratio.isBeyondBoards()).isTrue();
    assertThat(ratio.betweenRatio()).isCloseTo(1, within(0.01));
  }

  @Test
  void singleBoard_hasNoInterval() {
    BoardRatio ratio = BoardRatio.of(List.of(board(-0.2)), LEVEL);

    assertThat(ratio.ratio()).isCloseTo(Math.exp(-0.2), within(1e-12));
    assertThat(ratio.ciLow()).isNaN();
    assertThat(ratio.isBeyondBoards()).isFalse();
  }

  /** A ratio whose logarithm has a standard error of 0.001 and nine degrees of freedom. */
  private static PairedRatio board(double log) {
    double half = 0.001 * StudentT.twoSided(LEVEL, 9);
    return new PairedRatio(
        Method.PAIRED_LOG, "", Math.exp(log), Math.exp(log - half), Math.exp(log + half), 10, 9);
  }
}
