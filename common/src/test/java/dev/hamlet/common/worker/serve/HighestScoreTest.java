package dev.hamlet.common.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighestScoreTest {

  private static final float NAN = Float.NaN;
  private static final float LOW = Float.NEGATIVE_INFINITY;

  @Test
  void highestScore_wins() {
    assertThat(HighestScore.of(new float[] {-3, -1, -2}, 0, 3)).isEqualTo(1);
    assertThat(HighestScore.of(new float[] {9, 9, 1, 2, 9}, 2, 2)).isEqualTo(1);
  }

  @Test
  void tie_goesToTheLowestIndex() {
    assertThat(HighestScore.of(new float[] {1, 5, 5}, 0, 3)).isEqualTo(1);
    assertThat(HighestScore.of(new float[] {LOW, LOW}, 0, 2)).isZero();
    assertThat(HighestScore.of(new float[] {-0f, 0f}, 0, 2)).isZero();
  }

  @Test
  void notANumber_isNoClassWhereverItStands() {
    assertThat(HighestScore.of(new float[] {NAN, 1, 2}, 0, 3)).isEqualTo(3);
    assertThat(HighestScore.of(new float[] {1, 2, NAN}, 0, 3)).isEqualTo(3);
  }
}
