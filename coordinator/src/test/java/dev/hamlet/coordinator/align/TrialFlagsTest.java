package dev.hamlet.coordinator.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trial says of itself although nothing is missing in it. */
class TrialFlagsTest {

  private final TrialScene scene = new TrialScene();

  @Test
  void cleanTrial_hasNoFlag() {
    assertThat(scene.align().flags()).isEmpty();
  }

  @Test
  void steadyPowerWithoutNoise_isNotStuck() {
    scene.resolutionWatts = 0.0765;

    assertThat(scene.align().rejection()).isEmpty();
    assertThat(scene.align().flags()).isEmpty();
  }

  @Test
  void burstBelowIdle_isFlaggedAndCounts() {
    scene.watts = ns -> 6 - scene.step(ns) / 3;
    TrialMeasurement measurement = scene.align();

    assertThat(measurement.rejection()).isEmpty();
    assertThat(measurement.flags()).extracting(Flag::kind).contains(FlagKind.NEGATIVE_NET_ENERGY);
    // 3 W over a second of burst, 5 W idle, and a sampling interval of idle on both sides
    assertThat(measurement.flags().get(0).sentence())
        .isEqualTo(
            "Net energy is -2.000 J: gross energy of 3.010 J is less than idle energy of 5.010 J.");
  }

  @Test
  void componentAboveItsSupply_isFlagged() {
    scene.gpuWatts = ns -> scene.step(ns) + 2;

    List<Flag> flags = scene.align().flags();

    assertThat(flags).extracting(Flag::kind).containsExactly(FlagKind.RAILS_DO_NOT_ADD_UP);
    // 9 W over a second and 3 W over a sampling interval on both sides
    assertThat(flags.get(0).sentence())
        .startsWith("VDD_GPU draw 10.988 W together, their supply VDD_IN only 8.988 W");
  }

  @Test
  void componentAboveItsSupplyWithinTheLimits_isNotFlagged() {
    // one percent above 9 W is within two percent of each side
    scene.gpuWatts = ns -> scene.step(ns) * 1.01;

    assertThat(scene.align().flags()).isEmpty();
  }

  @Test
  void idleWithinOneStep_isFlagged() {
    scene.resolutionWatts = 0.0765;
    scene.watts = ns -> scene.step(ns) - 2.95;
    scene.gpuWatts = ns -> 0;

    assertThat(scene.align().flags())
        .extracting(Flag::kind)
        .containsExactly(FlagKind.IDLE_NEAR_ZERO);
  }

  @Test
  void valueThatStandsStillInANoisyBurst_isRejected() {
    long fromNs = scene.burstStartNs() + 300 * TrialScene.MS;
    long toNs = fromNs + 200 * TrialScene.MS;
    scene.watts = ns -> ns >= fromNs && ns < toNs ? 9 : noisy(ns);

    TrialMeasurement measurement = scene.align();

    assertThat(measurement.flags()).extracting(Flag::kind).contains(FlagKind.STUCK_SENSOR);
    assertThat(measurement.rejection())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("stood still: VDD_IN showed 9.000 W in 20"));
    assertThat(measurement.energy()).isNotNull();
  }

  @Test
  void restOfAnAveragingSensor_isNotTakenForAStuckOne() {
    long fromNs = scene.burstStartNs() + 300 * TrialScene.MS;
    long toNs = fromNs + 200 * TrialScene.MS;
    scene.watts = ns -> ns >= fromNs && ns < toNs ? 9 : noisy(ns);
    scene.timeConstantNs = 21 * TrialScene.MS;

    // the rest is shorter than ten time constants
    assertThat(scene.align().flags()).isEmpty();
  }

  @Test
  void valueThatStandsStillThroughoutTheBurst_isRejected() {
    scene.watts = ns -> scene.step(ns) > 8 ? 9 : noisy(ns);

    assertThat(scene.align().flags()).extracting(Flag::kind).contains(FlagKind.STUCK_SENSOR);
  }

  @Test
  void valueThatNeverMovesWhileAnotherRailDoes_isRejected() {
    scene.watts = ns -> 5;
    scene.gpuWatts = ns -> scene.step(ns) / 3;

    assertThat(scene.align().flags()).extracting(Flag::kind).contains(FlagKind.STUCK_SENSOR);
  }

  @Test
  void restAcrossTheStartOfTheBurst_isAStuckSensor() {
    long movesAgainNs = scene.burstStartNs() + 100 * TrialScene.MS;
    scene.watts = ns -> ns < movesAgainNs && ns >= scene.burstStartNs() ? 3 : scene.step(ns);

    // an inference of 9 ms and three sampling intervals are all that the value may take
    assertThat(scene.align().flags()).extracting(Flag::kind).contains(FlagKind.STUCK_SENSOR);
  }

  @Test
  void restAcrossTheEndOfTheBurst_isAStuckSensor() {
    long movesAgainNs = scene.burstEndNs() + 15 * TrialScene.MS;
    scene.watts = ns -> ns < movesAgainNs && ns >= scene.burstEndNs() ? 9 : scene.step(ns);
    scene.refreshRateHz = 1_000;

    assertThat(scene.align().flags()).extracting(Flag::kind).contains(FlagKind.STUCK_SENSOR);
  }

  @Test
  void restsOfABurstyLoad_areNotTakenForAStuckSensor() {
    // each inference of 9 ms works for 4 ms and rests for 5, without noise
    scene.watts = ns -> (ns - scene.burstStartNs()) % 10_000_000 < 4_000_000 ? scene.step(ns) : 3;

    assertThat(scene.align().flags()).isEmpty();
  }

  /** The scene's power with noise over five values, different from sample to sample. */
  private double noisy(long ns) {
    long mixed = (ns / TrialScene.MS) * 0x9E3779B97F4A7C15L;
    return scene.step(ns) + ((mixed >>> 32) % 5 - 2) * 0.001;
  }
}
