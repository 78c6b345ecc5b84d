package dev.hamlet.coordinator.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorAdviceTest {

  private static final MeasurementProtocol QUICK = protocol();

  @Test
  void fastUnfilteredSensor_needsNoAdvice() {
    List<SensorGroup> fast = List.of(group(1_190, 0, SensorMode.CONTINUOUS, 1));

    assertThat(SensorAdvice.of("tx2", QUICK, fast)).isEmpty();
    assertThat(SensorAdvice.refusal(QUICK, fast)).isEmpty();
    assertThat(ProtocolTimes.leastBurst(fast)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void slowRefresh_isSaidWithBothRates() {
    assertThat(SensorAdvice.of("tx2", QUICK, List.of(group(151.5, 0, SensorMode.CONTINUOUS, 1))))
        .containsExactly(
            "device tx2: sensor power is read at 1000 Hz, but refreshes at 152 Hz: values repeat",
            "device tx2: an inference shorter than 660 ms cannot be resolved by its sensor;"
                + " measured as bursts of 2.0 s");
  }

  @Test
  void filter_lengthensBurstsByTenTimeConstantsAndItsError() {
    SensorGroup filtered = group(1_190, 400_000_000, SensorMode.CONTINUOUS, 64);
    SensorGroup calibrated = filtered.with(filtered.facts().calibrated(20_000_000));

    assertThat(ProtocolTimes.forSensors(QUICK, List.of(filtered)).burst())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(ProtocolTimes.forSensors(QUICK, List.of(calibrated)).burst())
        .isEqualTo(Duration.ofMillis(4_200));
    assertThat(SensorAdvice.of("tx2", QUICK, List.of(filtered)))
        .singleElement()
        .asString()
        .endsWith("measured as bursts of 4.0 s");
  }

  @Test
  void unknownFilterAndTriggeredMode_areSaid() {
    assertThat(SensorAdvice.of("tx2", QUICK, List.of(group(0, 0, SensorMode.TRIGGERED, 0))))
        .anyMatch(sentence -> sentence.contains("hamlet sensors --calibrate"))
        .anyMatch(sentence -> sentence.contains("converts only when it is read"));
  }

  @Test
  void sensorThatAveragesOverManySeconds_isRefused() {
    assertThat(
            SensorAdvice.refusal(
                QUICK, List.of(group(20, 51_000_000_000L, SensorMode.CONTINUOUS, 1_024))))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("bursts of 510.0 s").contains("less averaging"));
  }

  private static SensorGroup group(
      double refreshHz, long timeConstantNs, SensorMode mode, int averages) {
    return new SensorGroup(
        "ina3221x",
        "power",
        "ina3221x",
        false,
        1_000,
        refreshHz,
        timeConstantNs,
        0,
        List.of(new Rail("VDD_IN", RailScope.SUPPLY, 0)),
        SensorFacts.configured("ina3221x", mode, -1, averages, 0));
  }

  private static MeasurementProtocol protocol() {
    String file =
        """
        apiVersion: hamlet/v1
        kind: Experiment
        metadata: {name: advice}
        models: {lenet: {zoo: lenet}}
        inputs: {set: digits-test}
        matrix:
          variant: [baseline]
        profile: quick
        """;
    return ExperimentFileParser.parse("quick.yaml", file).protocol();
  }
}
