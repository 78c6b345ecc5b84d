package dev.hamlet.benchmarks.makespan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.benchmarks.makespan.FleetPart.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MakespanTest {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Test
  void flowBound_isTheTightestSetOfLabels() {
    List<FleetDevice> devices =
        List.of(
            new FleetDevice("a", 1, 2, 10, NEVER),
            new FleetDevice("b", 2, 1, 0, NEVER),
            new FleetDevice("c", 2, 4, 0, 5));

    // All: 2 (T - 10) + T + 20 >= 300 + 150, so T = 150; label 1 alone: 2 (T - 10) >= 300, so 160.
    assertThat(LowerBound.flow(devices, List.of(part(0, 1, 300), part(1, FleetPart.ANY, 150))))
        .isCloseTo(160, within(1e-6));
    assertThat(LowerBound.flow(devices, List.of(part(0, 1, 200), part(1, FleetPart.ANY, 250))))
        .isCloseTo(150, within(1e-6));
  }

  @Test
  void longestPart_goesToTheDeviceThatIsDoneFirstAndStays() {
    List<FleetDevice> devices =
        List.of(
            new FleetDevice("a", 1, 2, 10, NEVER),
            new FleetDevice("b", 1, 1, 0, NEVER),
            new FleetDevice("c", 1, 9, 0, 5));

    assertThat(LowerBound.longest(devices, List.of(part(0, 1, 60)))).isEqualTo(40);
  }

  @Test
  void anyFleet_isNeverFasterThanTheBound() {
    for (long seed = 1; seed <= 6; seed++) {
      assertThat(MakespanFigures.ratio(FleetCase.draw(seed), true))
          .as("seed %d", seed)
          .isBetween(1.0, 1.15);
    }
  }

  @Test
  void sameSeed_givesTheSameFigures() {
    assertThat(MakespanFigures.of(3, 7, false)).isEqualTo(MakespanFigures.of(3, 7, false));
  }

  private static FleetPart part(int number, int label, double work) {
    return new FleetPart(number, label, "MAXN", List.of(new Cell("m", 1, work)));
  }
}
