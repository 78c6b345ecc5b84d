package dev.hamlet.twin.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.board.ActivityEdge;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.thermal.ThermalModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundTruthTest {

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long START_NS = 5_000 * SECOND_NS;

  private final GroundTruth truth =
      new GroundTruth(
          ThermalModel.withFan(25),
          PowerMode.MAXN,
          START_NS,
          List.of(
              new ActivityEdge(START_NS + 2 * SECOND_NS, 2_000),
              new ActivityEdge(START_NS + 12 * SECOND_NS, 0)));

  @Test
  void idleBoard_drawsConstantPower() {
    double watts = truth.powerWatts(BoardRail.VDD_IN, START_NS);

    assertThat(truth.energyJoules(BoardRail.VDD_IN, seconds(0, 2)))
        .isCloseTo(2 * watts, within(1e-9));
  }

  @Test
  void step_hasTheEnergyOfItsPowerAndTheWarmingOnTop() {
    double idle = truth.powerWatts(BoardRail.VDD_IN, START_NS);
    double net = truth.energyJoules(BoardRail.VDD_IN, seconds(2, 12)) - 10 * idle;

    // two cores at 1.55 W for 10 s; 3.1 W warm 100 s tau x 2.5 K/W by at most 0.74 K = 3 mW
    assertThat(net).isBetween(31.0, 31.03);
  }

  @Test
  void energy_isTheIntegralOfPower() {
    double sum = 0;
    int steps = 20_000;
    long stepNs = 20 * SECOND_NS / steps;
    for (int i = 0; i < steps; i++) {
      sum += truth.powerWatts(BoardRail.VDD_SYS_CPU, START_NS + i * stepNs + stepNs / 2);
    }

    assertThat(truth.energyJoules(BoardRail.VDD_SYS_CPU, seconds(0, 20)))
        .isCloseTo(sum * stepNs * 1e-9, within(1e-6));
  }

  @Test
  void energy_isAdditiveOverSplitIntervals() {
    double whole = truth.energyJoules(BoardRail.VDD_IN, seconds(1, 15));
    double parts =
        truth.energyJoules(BoardRail.VDD_IN, seconds(1, 7))
            + truth.energyJoules(BoardRail.VDD_IN, seconds(7, 15));

    assertThat(parts).isCloseTo(whole, within(1e-9));
  }

  private static TimeInterval seconds(int from, int to) {
    return new TimeInterval(START_NS + from * SECOND_NS, START_NS + to * SECOND_NS);
  }
}
