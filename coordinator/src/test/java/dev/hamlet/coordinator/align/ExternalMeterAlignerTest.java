package dev.hamlet.coordinator.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.offset.CarriedStamp;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The meter sees the scene's power on a clock that is ahead by a known offset. */
class ExternalMeterAlignerTest {

  /** Whole milliseconds: the meter's samples then stand where the device's do. */
  private static final long AHEAD_NS = 123_456L * TrialScene.MS;

  private static final double MOST_POWER_ABOVE_IDLE = 6;

  private final TrialScene scene = new TrialScene();

  @Test
  void clocksKnownExactly_meterAgreesWithTheBoard() {
    EnergyFigures onBoard = onBoard();

    ExternalMeterFigures figures = measure(AHEAD_NS, 0);

    assertThat(figures.reason()).isEmpty();
    assertThat(figures.inferences()).isEqualTo(100);
    // The board's window ends with the burst, between two samples of a falling edge: half a period.
    assertThat(figures.netJoules()).isCloseTo(onBoard.netJoules(), within(0.5e-3 * 6 + 1e-9));
    assertThat(figures.ratio()).isCloseTo(1, within(1e-3));
    assertThat(figures.clockLimitJoules()).isZero();
  }

  @Test
  void clocksKnownToABound_netEnergyIsOffByNoMoreThanItsLimit() {
    double exact = measure(AHEAD_NS, 0).netJoules();
    for (long errorMs = -10; errorMs <= 10; errorMs++) {
      ExternalMeterFigures figures =
          measure(AHEAD_NS + errorMs * TrialScene.MS, 10 * TrialScene.MS);

      assertThat(figures.clockBoundSeconds()).isEqualTo(0.010);
      // the power of the burst at one edge, or at both where the guard is hardly longer
      assertThat(figures.clockLimitJoules())
          .isBetween(0.0099 * MOST_POWER_ABOVE_IDLE, 0.0201 * MOST_POWER_ABOVE_IDLE);
      assertThat(Math.abs(figures.netJoules() - exact))
          .as("off by %d ms", errorMs)
          .isLessThanOrEqualTo(figures.clockLimitJoules() + 1e-9);
    }
  }

  @Test
  void clockNotKnown_noFigureButAReason() {
    ExternalMeterFigures figures =
        aligner()
            .measure(
                scene.trace(),
                onBoard(),
                scene.groups(),
                scene.rails,
                stamp -> Optional.empty(),
                window -> List.of());

    assertThat(figures.measured()).isFalse();
    assertThat(figures.reason()).contains("not known");
  }

  @Test
  void clockKnownTooBadly_noFigureButAReason() {
    ExternalMeterFigures figures = measure(AHEAD_NS, 600 * TrialScene.MS);

    assertThat(figures.reason())
        .isEqualTo("The clocks are known to 0.600 s only: nothing is left of an idle baseline.");
  }

  @Test
  void meterThatStoodStillInTheTrial_hasNoFigureThoughBothEdgesAreKnown() {
    long middleNs =
        scene.trace().phases().get(scene.trace().phases().size() / 2).interval().endNs();
    ExternalMeterFigures figures =
        aligner()
            .measure(
                scene.trace(),
                onBoard(),
                scene.groups(),
                scene.rails,
                stamp ->
                    Optional.of(
                        new CarriedStamp(
                            stamp + AHEAD_NS - (stamp < middleNs ? 0 : 300 * TrialScene.MS),
                            TrialScene.MS)),
                window -> ahead(scene.batches(250)));

    assertThat(figures.measured()).isFalse();
    assertThat(figures.reason()).contains("by its board's clock, but", "stood still or stepped");
  }

  @Test
  void samplesHaveNotComeYet_noFigureButAReason() {
    ExternalMeterFigures figures = measure(AHEAD_NS, 0, List.of());

    assertThat(figures.measured()).isFalse();
    assertThat(figures.netJoules()).isNaN();
  }

  private ExternalMeterFigures measure(long carriedByNs, long errorNs) {
    return measure(carriedByNs, errorNs, ahead(scene.batches(250)));
  }

  private ExternalMeterFigures measure(long carriedByNs, long errorNs, List<SampleBatch> samples) {
    return aligner()
        .measure(
            scene.trace(),
            onBoard(),
            scene.groups(),
            scene.rails,
            stamp -> Optional.of(new CarriedStamp(stamp + carriedByNs, errorNs)),
            window -> samples);
  }

  private static ExternalMeterAligner aligner() {
    return new ExternalMeterAligner(AlignmentRules.DEFAULT);
  }

  private EnergyFigures onBoard() {
    EnergyFigures energy = scene.align().energy();
    assertThat(energy).isNotNull();
    return Objects.requireNonNull(energy);
  }

  private static List<SampleBatch> ahead(List<SampleBatch> batches) {
    return batches.stream().map(ExternalMeterAlignerTest::ahead).toList();
  }

  private static SampleBatch ahead(SampleBatch batch) {
    long[] stamps = batch.monotonicNs().clone();
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] += AHEAD_NS;
    }
    return new SampleBatch(
        batch.sensor(),
        batch.group(),
        batch.columns(),
        stamps,
        batch.halfWidthNs(),
        batch.values(),
        batch.counters());
  }
}
