package dev.hamlet.coordinator.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialAlignerTest {

  private final TrialScene scene = new TrialScene();

  @Test
  void cleanTrial_isMeasured() {
    TrialMeasurement measurement = scene.align();

    assertThat(measurement.rejection()).isEmpty();
    EnergyFigures energy = energy(measurement);
    // 1 s at 9 W over an idle of 3 W; trapezoids turn the edges into ramps, so the window is a
    // sampling interval longer on both sides
    assertThat(energy.windowSeconds()).isCloseTo(1.002, within(1e-12));
    assertThat(energy.grossJoules()).isCloseTo(9 + 0.006, within(1e-9));
    assertThat(energy.idleJoules()).isCloseTo(3 + 0.006, within(1e-9));
    assertThat(energy.netJoules()).isCloseTo(6, within(1e-9));
    assertThat(energy.idlePowerWatts()).isCloseTo(3, within(1e-9));
    assertThat(energy.meanPowerWatts()).isCloseTo(9 - 0.003, within(1e-9));
  }

  /**
   * A sensor that converts every 10 ms shows the burst in 100 steps of 10 ms, wherever in a round
   * it begins: exactly its energy, if the window holds all of them.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 5, 8, 9})
  void slowSensor_losesNothingAtTheEdges(long phaseMs) {
    long roundNs = 10 * TrialScene.MS;
    long phaseNs = phaseMs * TrialScene.MS;
    scene.refreshRateHz = 100;
    scene.lagNs = roundNs / 2;
    scene.watts =
        ns -> {
          long readNs = ns + scene.lagNs;
          return scene.step(readNs - Math.floorMod(readNs - phaseNs, roundNs));
        };

    assertThat(scene.align().rejection()).isEmpty();
    assertThat(energy(scene.align()).netJoules()).isCloseTo(6, within(1e-9));
  }

  @Test
  void latencies_areThoseOfTheSpans() {
    LatencyFigures latency = Objects.requireNonNull(scene.align().latency());

    assertThat(latency.inferences()).isEqualTo(100);
    assertThat(latency.meanSeconds()).isCloseTo(0.009, within(1e-12));
    assertThat(latency.stdSeconds()).isCloseTo(0, within(1e-12));
    assertThat(latency.p99Seconds()).isCloseTo(0.009, within(1e-12));
  }

  @Test
  void sampling_countsWhatIsThere() {
    SamplingFigures sampling = Objects.requireNonNull(scene.align().sampling());

    // half a second, one second, 20 ms, half a second at 1 kHz
    assertThat(sampling.samplesTaken()).isEqualTo(2_020);
    assertThat(sampling.samplesMissed()).isZero();
    assertThat(sampling.achievedRateHz()).isCloseTo(1_000, within(1e-9));
    assertThat(sampling.longestGapSeconds()).isCloseTo(0.001, within(1e-12));
  }

  @Test
  void lag_isTakenOffTheStamps() {
    scene.lagNs = 50 * TrialScene.MS;

    assertThat(scene.align()).isEqualTo(new TrialScene().align());
  }

  @Test
  void twoSupplies_areAddedUpAcrossGroups() {
    scene.rails = List.of("VDD_IN", "VDD_MUX");

    EnergyFigures energy = energy(scene.align());

    // the second supply draws a constant 2 W
    assertThat(energy.grossJoules()).isCloseTo(11 + 0.01, within(1e-9));
    assertThat(energy.netJoules()).isCloseTo(6, within(1e-9));
    assertThat(energy.idlePowerWatts()).isCloseTo(5, within(1e-9));
    assertThat(Objects.requireNonNull(scene.align().sampling()).samplesTaken()).isEqualTo(4_040);
  }

  @Test
  void supplyAndComponent_areNotAddedUp() {
    scene.rails = List.of("VDD_IN", "VDD_GPU");

    assertRejected("mix supplies and components");
  }

  @Test
  void unknownRail_isNamed() {
    scene.rails = List.of("VDD_OUT");

    assertRejected("no rail VDD_OUT");
  }

  @Test
  void sensorWithMemory_isIntegratedToTheEndOfTheGuard() {
    scene.timeConstantNs = 4 * TrialScene.MS;

    TrialMeasurement measurement = scene.align();

    assertThat(measurement.rejection()).isEmpty();
    assertThat(energy(measurement).windowSeconds()).isCloseTo(1.021, within(1e-12));
    // the guard adds what is idle
    assertThat(energy(measurement).grossJoules()).isCloseTo(9 + 3 * 0.021, within(1e-9));
    assertThat(energy(measurement).netJoules()).isCloseTo(6, within(1e-9));
  }

  @Test
  void guardTooShortForTheSensor_isRejected() {
    scene.timeConstantNs = 5 * TrialScene.MS;

    assertRejected("The guard took 0.020 s, less than 0.025 s.");
  }

  @Test
  void holeInTheBurst_isRejectedWithoutEnergy() {
    scene.dropped =
        ns -> ns >= scene.burstStartNs() + 200_000_000 && ns < scene.burstStartNs() + 210_000_000;

    TrialMeasurement measurement = scene.align();

    assertThat(measurement.rejection())
        .hasValueSatisfying(reason -> assertThat(reason).contains("11.0 ms without a sample"));
    assertThat(measurement.energy()).isNull();
    assertThat(measurement.latency()).isNotNull();
    assertThat(Objects.requireNonNull(measurement.sampling()).samplesMissed()).isEqualTo(10);
  }

  @Test
  void holeInIdle_isLeftOut() {
    scene.dropped =
        ns -> ns >= scene.idleBeforeNs() + 200_000_000 && ns < scene.idleBeforeNs() + 300_000_000;

    assertThat(scene.align().rejection()).isEmpty();
    assertThat(energy(scene.align()).idleBeforeWatts()).isCloseTo(3, within(1e-9));
  }

  @Test
  void almostNoIdleSamples_areRejected() {
    scene.dropped = ns -> ns < scene.burstStartNs() - 10_000_000;

    assertRejected("The idle baseline before has only 9 samples");
  }

  @Test
  void driftedIdle_isRejectedWithItsFigures() {
    scene.watts = ns -> scene.step(ns) + (ns >= scene.idleAfterNs() ? 0.1 : 0);

    TrialMeasurement measurement = scene.align();

    assertThat(measurement.rejection())
        .hasValue(
            "Idle power drifted from 3.000 W before to 3.100 W after the burst, more than 0.061 W.");
    assertThat(measurement.energy()).isNotNull();
  }

  @Test
  void driftWithinOneStepOfTheReading_isTolerated() {
    scene.watts = ns -> scene.step(ns) + (ns >= scene.idleAfterNs() ? 0.07 : 0);
    scene.resolutionWatts = 0.0765;

    assertThat(scene.align().rejection()).isEmpty();
  }

  @Test
  void tooFewInferences_areRejected() {
    scene.leastInferences = 101;

    assertRejected("The burst has 100 inferences, fewer than 101.");
  }

  @Test
  void interruptedTrial_isRejected() {
    scene.phases = 4;

    assertRejected("ended before all of its phases");
  }

  @Test
  void samplesNeeded_coverPhasesLagAndEdges() {
    assertThat(TrialAligner.samplesNeeded(scene.trace(), scene.groups()))
        .hasValueSatisfying(
            window -> {
              assertThat(window.startNs()).isLessThan(scene.idleBeforeNs());
              assertThat(window.endNs()).isGreaterThan(scene.idleAfterNs() + 500_000_000);
            });
  }

  @Test
  void batchesOfAnotherSize_giveTheSameFigures() {
    List<SampleBatch> whole = scene.batches(100_000);

    assertThat(scene.align(scene.batches(250))).isEqualTo(scene.align(whole));
  }

  private void assertRejected(String part) {
    assertThat(scene.align().rejection())
        .hasValueSatisfying(reason -> assertThat(reason).contains(part));
  }

  private static EnergyFigures energy(TrialMeasurement measurement) {
    return Objects.requireNonNull(measurement.energy());
  }
}
