package dev.hamlet.coordinator.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class LongestFirstTest {

  private static final double NOT = Double.POSITIVE_INFINITY;

  @Test
  void grahamsWorstCase_isMendedByAnExchange() {
    // LPT alone gives 10 on two equal machines, the optimum is 9: (5+4), (3+3+3).
    double[] works = {5, 4, 3, 3, 3};
    double[][] seconds = new double[works.length][];
    for (int i = 0; i < works.length; i++) {
      seconds[i] = new double[] {works[i], works[i]};
    }

    assertThat(makespan(seconds, LongestFirst.spread(seconds, new double[2]))).isEqualTo(9);
  }

  @Test
  void unequalSpeeds_shareInProportion() {
    double[][] seconds = new double[30][];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = new double[] {1, 2};
    }

    // 30 units on speeds 1 and 1/2: 20 and 10 of them.
    assertThat(makespan(seconds, LongestFirst.spread(seconds, new double[2]))).isEqualTo(20);
  }

  @Test
  void busyAndUnableDevices_areLeftOut() {
    double[][] seconds = {{1, NOT, 5}, {NOT, 1, NOT}};

    assertThat(LongestFirst.spread(seconds, new double[] {10, 10, 0})).containsExactly(2, 1);
  }

  @Test
  void blockForNobody_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LongestFirst.spread(new double[][] {{NOT}}, new double[1]));
  }

  private static double makespan(double[][] seconds, int[] deviceOf) {
    double[] ready = new double[seconds[0].length];
    double last = 0;
    for (int block = 0; block < seconds.length; block++) {
      ready[deviceOf[block]] += seconds[block][deviceOf[block]];
      last = Math.max(last, ready[deviceOf[block]]);
    }
    return last;
  }
}
