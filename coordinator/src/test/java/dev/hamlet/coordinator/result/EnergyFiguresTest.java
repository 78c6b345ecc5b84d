package dev.hamlet.coordinator.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnergyFiguresTest {

  /** 5 W for 1 s of work, 2 W idle: a burst of 3 s of which 2 s were waited has 5 + 4 J gross. */
  private static final EnergyFigures WAITED = new EnergyFigures(3, 9, 6, 3, 2, 2, 2, 3);

  @Test
  void withoutWait_isWhatABurstWithoutItHas() {
    EnergyFigures figures = WAITED.withoutWait(2, 3);
    assertThat(figures).isEqualTo(new EnergyFigures(1, 5, 2, 3, 2, 2, 2, 5));
  }

  @Test
  void netEnergy_isTheSameWithAndWithoutIt() {
    EnergyFigures figures = WAITED.withoutWait(0.7, 3);
    assertThat(figures.grossJoules() - figures.idleJoules())
        .isCloseTo(WAITED.netJoules(), within(1e-12));
  }

  @Test
  void noWait_changesNothing() {
    assertThat(WAITED.withoutWait(0, 3)).isSameAs(WAITED);
  }
}
