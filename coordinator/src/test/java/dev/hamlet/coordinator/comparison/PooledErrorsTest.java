package dev.hamlet.coordinator.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.interval.TotalInterval;
import dev.hamlet.coordinator.comparison.PooledErrors.Share;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PooledErrorsTest {

  private static final Optional<SensorErrors> TWO_PERCENT =
      Optional.of(new SensorErrors(List.of(0.02), List.of(0.1)));
  private static final Estimate EXACT = Estimate.of(new double[] {10, 10, 10}, 0.95);

  @Test
  void twoEqualBoards_areATriangleAndNotOneRectangle() {
    TotalInterval total = total(new Share(TWO_PERCENT, 5, 10, 0), new Share(TWO_PERCENT, 5, 10, 0));

    // two rectangles of half-width 0.1: a triangle of half-width 0.2, whose middle 95 % is within
    // 0.2 (1 - sqrt(0.05)); one board alone has 0.95 x 0.2
    assertThat(total.systematicHalfWidth()).isCloseTo(0.2 * (1 - Math.sqrt(0.05)), within(2e-4));
    assertThat(total(new Share(TWO_PERCENT, 5, 10, 0)).systematicHalfWidth())
        .isCloseTo(0.95 * 0.2, within(2e-4));
  }

  @Test
  void boardWithMoreTrials_countsForMore() {
    TotalInterval total =
        total(new Share(TWO_PERCENT, 999_999, 10, 0), new Share(TWO_PERCENT, 1, 10, 0));

    assertThat(total.systematicHalfWidth()).isCloseTo(0.95 * 0.2, within(2e-4));
  }

  @Test
  void offsets_countWithTheirSecondsAndNotAtAllWhereTheyCancel() {
    assertThat(PooledErrors.limits(List.of(new Share(TWO_PERCENT, 5, 10, 0.5))).orElseThrow())
        .satisfies(limits -> assertThat(limits.offsets()).containsExactly(0.2, 0.05));
    assertThat(PooledErrors.limits(List.of(new Share(TWO_PERCENT, 5, 10, 0))).orElseThrow())
        .satisfies(limits -> assertThat(limits.offsets()).containsExactly(0.2, 0.0));
  }

  @Test
  void boardThatStatesNoLimits_leavesThePoolWithoutSome() {
    Share silent = new Share(Optional.empty(), 5, 10, 0);

    assertThat(PooledErrors.limits(List.of(new Share(TWO_PERCENT, 5, 10, 0), silent))).isEmpty();
    assertThat(PooledErrors.limits(List.of())).isEmpty();
    assertThat(
            PooledErrors.limits(
                List.of(
                    new Share(TWO_PERCENT, 5, 10, 0),
                    new Share(Optional.empty(), 0, Double.NaN, 0))))
        .isPresent();
  }

  private static TotalInterval total(Share... boards) {
    return TotalInterval.of(EXACT, 0.95, PooledErrors.limits(List.of(boards)).orElseThrow());
  }
}
