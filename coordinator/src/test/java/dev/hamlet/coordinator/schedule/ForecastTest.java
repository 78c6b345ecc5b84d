package dev.hamlet.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ForecastTest {

  private static final ExperimentRank FIRST = ExperimentRank.of("e-1", 1, 0);
  private static final ExperimentRank SECOND = ExperimentRank.of("e-2", 2, 0);

  private final Backlog backlog = new Backlog();

  @Test
  void boundWork_endsWithItsLastDeviceAndWhatGoesBefore() {
    waits(FIRST, "a", 0, 30, Set.of("a"));
    waits(SECOND, "a", 0, 50, Set.of("a"));
    waits(SECOND, "b", 1, 70, Set.of("b"));

    assertThat(seconds(FIRST, 0)).isEqualTo(30);
    assertThat(seconds(SECOND, 0)).isEqualTo(80);
  }

  @Test
  void sharedWork_isDividedByPace() {
    waits(FIRST, "a", 0, 30, Set.of("a", "b"));
    waits(FIRST, "a", 1, 60, Set.of("a", "b"));

    // T + T / 2 = 90: b is half as fast.
    assertThat(seconds(FIRST, 0)).isCloseTo(60, within(1e-9));
    assertThat(Forecast.secondsUntil(backlog, FIRST, none -> false, (group, device) -> 1, 0))
        .as("nobody works")
        .isEqualTo(90);
  }

  @Test
  void lease_countsWithWhatIsLeftOfIt() {
    CellGroup group = new CellGroup("e-1", "a", "MAXN", 0);
    backlog.runs(open(FIRST, group, 40, Set.of("a")), "", false, 1_000_000_000L);

    assertThat(seconds(FIRST, 11_000_000_000L)).isCloseTo(30, within(1e-9));
    assertThat(seconds(SECOND, 0)).as("nothing of it").isZero();
  }

  private double seconds(ExperimentRank rank, long nowNs) {
    Costs bIsSlow = (group, device) -> device.equals("b") ? 2 : 1;
    return Forecast.secondsUntil(backlog, rank, any -> true, bIsSlow, nowNs);
  }

  private void waits(
      ExperimentRank rank, String device, int part, double seconds, Set<String> able) {
    backlog.waits(
        open(rank, new CellGroup(rank.experimentId(), device, "MAXN", part), seconds, able));
  }

  private static OpenGroup open(
      ExperimentRank rank, CellGroup group, double seconds, Set<String> able) {
    return new OpenGroup(group, rank, 0, seconds, 1, group.part(), able, false, Set.of());
  }
}
