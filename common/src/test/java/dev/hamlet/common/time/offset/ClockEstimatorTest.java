package dev.hamlet.common.time.offset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.TimeInterval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockEstimatorTest {

  private static final long OFFSET_NS = 7_000_000_000_123L;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MS = 1_000_000;
  private static final long BEAT_NS = 5 * SECOND_NS;

  private final ClockEstimator estimator = new ClockEstimator(ClockLimits.DEFAULT);

  @Test
  void noExchange_noEstimate() {
    assertThat(estimator.at(1)).isEmpty();
    assertThat(estimator.atCoordinator(1)).isEmpty();
  }

  @Test
  void oneExchange_boundIsHalfOfTheDelayWithinTheExchange() {
    estimator.add(exchange(0, OFFSET_NS, 4 * MS, 2 * MS));

    ClockOffset offset = estimator.at(3 * MS).orElseThrow();

    // Within 6 ms the worst drift of 500 ppm adds 3 us to either side.
    assertThat(offset.errorNs()).isBetween(3 * MS, 3 * MS + 3_000);
    assertThat(Math.abs(offset.offsetNs() - OFFSET_NS)).isLessThanOrEqualTo(offset.errorNs());
  }

  @Test
  void eachWayHasItsQuickestExchange_bothCount() {
    estimator.add(exchange(0, OFFSET_NS, MS, 15 * MS));
    estimator.add(exchange(SECOND_NS, OFFSET_NS, 15 * MS, MS));

    // (1 ms + 1 ms) / 2, and 500 ppm over a second of which the middle is asked for.
    assertThat(estimator.at(SECOND_NS / 2).orElseThrow().errorNs()).isLessThan(1_260_000);
  }

  @Test
  void constantDrift_isFoundWithinItsError() {
    double drift = 50e-6;
    for (long beat = 0; beat < 60; beat++) {
      long nowNs = beat * BEAT_NS;
      estimator.add(exchange(nowNs, OFFSET_NS + (long) (drift * nowNs), MS, MS));
    }

    DriftEstimate estimate = estimator.drift();

    // The ends, 295 s apart, are known to 1 ms each: 7 ppm, and the wander of 10 ppm.
    assertThat(estimate.errorRatio()).isLessThan(17.1e-6);
    assertThat(Math.abs(estimate.ratio() - drift)).isLessThanOrEqualTo(estimate.errorRatio());
  }

  @Test
  void standstillThatTheDelaysHide_isKnownFromTheHostItself() {
    for (long beat = 0; beat < 12; beat++) {
      estimator.add(exchange(beat * BEAT_NS, OFFSET_NS, 10 * MS, 10 * MS));
    }
    // 5 ms within the twelfth exchange's beat: it is left out, and the next ones are of the time
    // after
    estimator.stoodStill(12 * BEAT_NS, 6 * MS);
    ClockOffset before = estimator.at(11 * BEAT_NS).orElseThrow();
    ClockOffset live = estimator.at(12 * BEAT_NS + 1).orElseThrow();
    estimator.add(exchange(12 * BEAT_NS, OFFSET_NS + 5 * MS, MS, MS));

    assertHolds(before, OFFSET_NS);
    assertHolds(live, OFFSET_NS + 5 * MS);
    assertHolds(estimator.at(12 * BEAT_NS + 2 * MS).orElseThrow(), OFFSET_NS + 5 * MS);
    assertThat(errorNs(12 * BEAT_NS + 2 * MS)).isLessThan(2 * MS);
    // in between either may be true
    assertHolds(estimator.at(11 * BEAT_NS + BEAT_NS / 2).orElseThrow(), OFFSET_NS);
    assertHolds(estimator.at(11 * BEAT_NS + BEAT_NS / 2).orElseThrow(), OFFSET_NS + 5 * MS);
    assertThat(estimator.stepCount()).isEqualTo(1);
    assertThat(estimator.steps().get(0).jumpNs()).isEqualTo(3 * MS);
    assertThat(estimator.steps().get(0).errorNs()).isEqualTo(3 * MS);
  }

  @Test
  void standstillOfTheCoordinator_leavesOutExchangesOfItsTime() {
    for (long beat = 0; beat < 12; beat++) {
      estimator.add(exchange(beat * BEAT_NS, OFFSET_NS, 10 * MS, 10 * MS));
    }
    long fromNs = 10 * BEAT_NS + OFFSET_NS + SECOND_NS;
    estimator.coordinatorStoodStill(fromNs, fromNs + 5 * SECOND_NS, 6 * MS);

    assertThat(estimator.add(exchange(11 * BEAT_NS + SECOND_NS / 2, OFFSET_NS, MS, MS)))
        .isEqualTo(ExchangeOutcome.REFUSED);
    assertHolds(estimator.at(12 * BEAT_NS).orElseThrow(), OFFSET_NS - 5 * MS);
    estimator.add(exchange(12 * BEAT_NS + SECOND_NS, OFFSET_NS - 5 * MS, MS, MS));
    assertHolds(estimator.at(13 * BEAT_NS).orElseThrow(), OFFSET_NS - 5 * MS);
    assertHolds(estimator.at(9 * BEAT_NS).orElseThrow(), OFFSET_NS);
    assertThat(estimator.stepCount()).isEqualTo(1);
  }

  private static void assertHolds(ClockOffset offset, long truthNs) {
    assertThat(Math.abs(offset.offsetNs() - truthNs)).isLessThanOrEqualTo(offset.errorNs());
  }

  @Test
  void linkIsDown_boundGrowsWithTheDriftAndThenWithTheWorst() {
    for (long beat = 0; beat < 60; beat++) {
      estimator.add(exchange(beat * BEAT_NS, OFFSET_NS, MS, MS));
    }
    long lastNs = 59 * BEAT_NS;
    long known = errorNs(lastNs);

    assertThat(errorNs(lastNs + 60 * SECOND_NS)).isBetween(known, known + 1_100_000);
    long hour = errorNs(lastNs + 3_600 * SECOND_NS);
    assertThat(hour).isBetween(1_650 * MS, 1_660 * MS); // 500 ppm of 3300 s, and a little
  }

  @Test
  void hourOfExchanges_everyStampOfItKeepsItsBound() {
    for (long seed = 0; seed < 20; seed++) {
      Run run = new Run(seed);
      run.beats(720, 0);
      run.assertBounds(0, 720, 6 * MS);
    }
  }

  @Test
  void deviceSuspended_stepIsFoundAndBothSidesKeepTheirBounds() {
    for (long seed = 0; seed < 20; seed++) {
      Run run = new Run(seed);
      run.beats(100, 0);
      ExchangeOutcome outcome = run.beat(30 * SECOND_NS);
      run.beats(100, 30 * SECOND_NS);

      assertThat(outcome).as("seed %d", seed).isEqualTo(ExchangeOutcome.STEPPED);
      assertThat(run.estimator.stepCount()).as("seed %d", seed).isEqualTo(1);
      ClockStep step = run.estimator.steps().get(0);
      assertThat(Math.abs(step.jumpNs() - 30 * SECOND_NS)).isLessThanOrEqualTo(step.errorNs());
      assertThat(step.touches(new TimeInterval(99 * BEAT_NS, 101 * BEAT_NS))).isTrue();
      assertThat(step.touches(new TimeInterval(0, 99 * BEAT_NS))).isFalse();
      run.assertBounds(0, 99, 6 * MS);
      run.assertBounds(101, 200, 12 * MS); // a new segment knows no drift yet
    }
  }

  @Test
  void stampBesideAStep_getsABoundThatHoldsOnBothSides() {
    Run run = new Run(1);
    run.beats(50, 0);
    run.beat(-SECOND_NS);
    run.beats(50, -SECOND_NS);

    long stampNs = 49 * BEAT_NS + BEAT_NS / 2;
    ClockOffset offset = run.estimator.at(stampNs).orElseThrow();

    assertThat(offset.offsetNs() - offset.errorNs()).isLessThan(run.offsetNs(stampNs, -SECOND_NS));
    assertThat(offset.offsetNs() + offset.errorNs()).isGreaterThan(run.offsetNs(stampNs, 0));
  }

  @Test
  void unequalWaysWithoutAStep_neverLookLikeOne() {
    for (long seed = 0; seed < 200; seed++) {
      Run run = new Run(seed);
      run.beats(200, 0);
      assertThat(run.estimator.stepCount()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void exchangeThatContradictsItselfOrComesAgain_isRefused() {
    ClockExchange exchange = exchange(BEAT_NS, OFFSET_NS, MS, MS);

    assertThat(estimator.add(new ClockExchange(100, 5, 4, 200))).isEqualTo(ExchangeOutcome.REFUSED);
    assertThat(estimator.add(exchange)).isEqualTo(ExchangeOutcome.AGREES);
    assertThat(estimator.add(exchange)).isEqualTo(ExchangeOutcome.REFUSED);
  }

  @Test
  void coordinatorStamp_mapsBackToTheDeviceStamp() {
    Run run = new Run(5);
    run.beats(300, 0);
    for (int beat = 0; beat < 300; beat += 7) {
      long deviceNs = beat * BEAT_NS + 123;
      long coordinatorNs = run.estimator.at(deviceNs).orElseThrow().toCoordinatorNs(deviceNs);

      ClockOffset back = run.estimator.atCoordinator(coordinatorNs).orElseThrow();

      assertThat(Math.abs(coordinatorNs - back.offsetNs() - deviceNs)).isLessThan(1_000);
    }
  }

  @Test
  void restoredFromItsNodes_mapsOldStampsAsBefore() {
    Run run = new Run(9);
    run.beats(300, 0);
    ClockEstimator restored =
        ClockEstimator.restored(ClockLimits.DEFAULT, run.estimator.nodesAfter(Long.MIN_VALUE));

    for (int beat = 0; beat < 200; beat += 11) {
      ClockOffset offset = restored.at(beat * BEAT_NS).orElseThrow();
      assertThat(Math.abs(offset.offsetNs() - run.offsetNs(beat * BEAT_NS, 0)))
          .isLessThanOrEqualTo(offset.errorNs());
      assertThat(offset.errorNs()).isLessThan(6 * MS);
    }
    assertThat(restored.add(exchange(400 * BEAT_NS, run.offsetNs(400 * BEAT_NS, 0), MS, MS)))
        .isEqualTo(ExchangeOutcome.AGREES);
    assertThat(restored.add(exchange(401 * BEAT_NS, OFFSET_NS + SECOND_NS, MS, MS)))
        .isEqualTo(ExchangeOutcome.STEPPED);
  }

  @Test
  void coordinatorWasSuspendedWhileNobodyRan_theFirstExchangeTells() {
    Run run = new Run(9);
    run.beats(100, 0);
    ClockEstimator restored =
        ClockEstimator.restored(ClockLimits.DEFAULT, run.estimator.nodesAfter(Long.MIN_VALUE));

    assertThat(restored.add(exchange(120 * BEAT_NS, OFFSET_NS - 60 * SECOND_NS, MS, MS)))
        .isEqualTo(ExchangeOutcome.STEPPED);
    assertThat(restored.steps().get(0).jumpNs()).isLessThan(-59 * SECOND_NS);
  }

  @Test
  void offsetsBetweenUnrelatedEpochs_doNotOverflow() {
    long farNs = 1L << 61;
    estimator.add(exchange(farNs, -3 * (1L << 60), MS, MS));
    estimator.add(exchange(farNs + BEAT_NS, -3 * (1L << 60), MS, MS));

    ClockOffset offset = estimator.at(farNs + 2 * BEAT_NS).orElseThrow();

    assertThat(Math.abs(offset.offsetNs() + 3 * (1L << 60))).isLessThanOrEqualTo(offset.errorNs());
  }

  private long errorNs(long deviceNs) {
    return estimator.at(deviceNs).orElseThrow().errorNs();
  }

  private static ClockExchange exchange(long sentNs, long offsetNs, long thereNs, long backNs) {
    long receivedNs = sentNs + thereNs + offsetNs;
    long repliedNs = receivedNs + 77;
    return new ClockExchange(sentNs, receivedNs, repliedNs, repliedNs - offsetNs + backNs);
  }

  /** Heartbeats over ways of 1 to 20 ms, drift up to 50 ppm and a wander of 4 ppm. */
  private static final class Run {

    private final ClockEstimator estimator = new ClockEstimator(ClockLimits.DEFAULT);
    private final Random random;
    private final double drift;
    private int beats;

    Run(long seed) {
      random = new Random(seed);
      drift = 50e-6 * (2 * random.nextDouble() - 1);
    }

    ExchangeOutcome beat(long jumpNs) {
      long nowNs = beats++ * BEAT_NS;
      long offsetNs = offsetNs(nowNs, jumpNs);
      return estimator.add(
          exchange(nowNs, offsetNs, way(random.nextDouble()), way(random.nextDouble() / 2)));
    }

    void beats(int count, long jumpNs) {
      for (int i = 0; i < count; i++) {
        beat(jumpNs);
      }
    }

    long offsetNs(long deviceNs, long jumpNs) {
      double angle = 2 * Math.PI / 900e9;
      double wandered = 2e-6 / angle * (1 - Math.cos(angle * deviceNs));
      return OFFSET_NS + jumpNs + Math.round(drift * deviceNs + wandered);
    }

    void assertBounds(int fromBeat, int toBeat, long usefulNs) {
      for (int beat = fromBeat; beat < toBeat; beat++) {
        long deviceNs = beat * BEAT_NS;
        ClockOffset offset = estimator.at(deviceNs).orElseThrow();
        long jumpNs = offset.offsetNs() > OFFSET_NS + 15 * SECOND_NS ? 30 * SECOND_NS : 0;
        assertThat(Math.abs(offset.offsetNs() - offsetNs(deviceNs, jumpNs)))
            .as("beat %d, drift %s", beat, drift)
            .isLessThanOrEqualTo(offset.errorNs());
        assertThat(offset.errorNs()).as("beat %d", beat).isLessThan(usefulNs);
      }
    }

    private static long way(double share) {
      return MS + (long) (19 * MS * share);
    }
  }
}
