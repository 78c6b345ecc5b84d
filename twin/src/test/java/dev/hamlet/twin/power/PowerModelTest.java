package dev.hamlet.twin.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerModelTest {

  @ParameterizedTest
  @EnumSource
  void module_drawsMoreThanTheRailsBelowIt(PowerMode mode) {
    for (int level = 0; level <= 8_000; level += 500) {
      RailCoefficients watts = at(mode, level);
      double children =
          watts(watts, BoardRail.VDD_SYS_CPU)
              + watts(watts, BoardRail.VDD_SYS_GPU)
              + watts(watts, BoardRail.VDD_SYS_SOC)
              + watts(watts, BoardRail.VDD_SYS_DDR);
      assertThat(watts(watts, BoardRail.VDD_IN)).isGreaterThan(children);
    }
  }

  @Test
  void idleAtMaximumClocks_isOfTheSizeOfARealBoard() {
    assertThat(watts(at(PowerMode.MAXN, 0), BoardRail.VDD_IN)).isBetween(1.6, 2.4);
  }

  @Test
  void oneBusyCore_addsItsPowerOnEveryRailItTouches() {
    double more =
        watts(at(PowerMode.MAXN, 1_000), BoardRail.VDD_IN)
            - watts(at(PowerMode.MAXN, 0), BoardRail.VDD_IN);

    // 1.25 W core + 0.22 W memory + 0.08 W the rest
    assertThat(more).isCloseTo(1.55, within(1e-9));
  }

  @Test
  void moreThreadsThanCores_drawNoMore() {
    assertThat(watts(at(PowerMode.MAXQ, 8_000), BoardRail.VDD_IN))
        .isEqualTo(watts(at(PowerMode.MAXQ, 4_000), BoardRail.VDD_IN));
  }

  @Test
  void lowerClocks_drawLess() {
    assertThat(watts(at(PowerMode.MAXQ, 1_000), BoardRail.VDD_SYS_CPU))
        .isLessThan(watts(at(PowerMode.MAXN, 1_000), BoardRail.VDD_SYS_CPU) / 2);
    assertThat(watts(at(PowerMode.MAXQ, 0), BoardRail.VDD_IN))
        .isLessThan(watts(at(PowerMode.MAXN, 0), BoardRail.VDD_IN));
  }

  @Test
  void warmerBoard_leaksMore() {
    RailCoefficients idle = at(PowerMode.MAXN, 0);

    assertThat(idle.watts(BoardRail.VDD_IN, 60)).isGreaterThan(idle.watts(BoardRail.VDD_IN, 40));
  }

  private static double watts(RailCoefficients coefficients, BoardRail rail) {
    return coefficients.watts(rail, PowerModel.REFERENCE_C);
  }

  private static RailCoefficients at(PowerMode mode, int levelMilli) {
    RailCoefficients coefficients = new RailCoefficients();
    new PowerModel().fill(mode, levelMilli, coefficients);
    return coefficients;
  }
}
