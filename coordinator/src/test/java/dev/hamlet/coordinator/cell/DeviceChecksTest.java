package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.coordinator.device.DeviceState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DeviceChecksTest {

  private static final CalibrationOrder ORDER = new CalibrationOrder("o-1", 2, 3_000_000_000L);
  private static final SensorCalibration FOUND =
      new SensorCalibration(13_000_000, 300_000, 2, 3_000_000_000L, 1.9, 4.5, 7);

  private final Bench bench = new Bench();

  @Test
  void calibration_keepsLeasesAwayAndStaysWithTheDeviceOverHellosAndRestarts() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    CompletableFuture<SensorCalibration> result = bench.driver.calibrate("a", ORDER);
    bench.submit("e-1", List.of("a"), "baseline");
    assertThat(agent.calibrations).containsExactly(ORDER);
    assertThat(agent.grants).isEmpty();

    agent.answer(OrderAnswer.found(ORDER, FOUND));

    assertThat(result).isCompletedWithValue(FOUND);
    assertThat(agent.grants).hasSize(1);
    agent.disconnect();
    bench.agent("a", "s2").connect();
    assertThat(bench.registry.description("a").orElseThrow().calibration()).isEqualTo(FOUND);
    bench.restart();
    assertThat(bench.registry.description("a").orElseThrow().calibration()).isEqualTo(FOUND);
  }

  @Test
  void meterCost_isAskedForOnceAtATimeAndStaysWithTheDeviceOverRestarts() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    MeterCostOrder order = new MeterCostOrder("m-1");
    CompletableFuture<MeterCost> result = bench.driver.meter("a", order);
    assertThat(agent.meterings).containsExactly(order);
    assertRefused("a", ErrorCode.PRECONDITION, "device a is at work: wait");

    MeterCost cost = new MeterCost(1000, 10, 0.05, 0.04, 0.06, 6, 1, 0.0765);
    agent.metered(OrderAnswer.found(order, cost));

    assertThat(result).isCompletedWithValue(cost);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
    bench.restart();
    assertThat(bench.registry.description("a").orElseThrow().meterCost()).isEqualTo(cost);
  }

  @Test
  void meterCostThatIsNeverAnswered_isGivenUpAfterTwoMinutes() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    CompletableFuture<MeterCost> result = bench.driver.meter("a", new MeterCostOrder("m-1"));
    for (int seconds = 0; seconds < 120; seconds += 10) {
      assertThat(result).isNotDone();
      bench.pass(Duration.ofSeconds(10));
      agent.heartbeat();
    }

    assertFailed(result, "start it with --meter-cost");
  }

  @Test
  void deviceThatIsNotThereOrNotFree_isRefusedWithWhatToDo() {
    bench.agent("a", "s1").connect();
    bench.agent("gone", "s2").connect().disconnect();
    bench.submit("e-1", List.of("a"), "baseline");

    assertRefused("nobody", ErrorCode.NOT_FOUND, "`hamlet devices list`");
    assertRefused("gone", ErrorCode.PRECONDITION, "device gone is suspect");
    assertRefused("a", ErrorCode.PRECONDITION, "device a works on e-1: wait");
  }

  @Test
  void secondCalibration_isRefusedWhileTheFirstRuns() {
    bench.agent("a", "s1").connect();
    CompletableFuture<SensorCalibration> first = bench.driver.calibrate("a", ORDER);

    assertThat(first).isNotDone();
    assertRefused("a", ErrorCode.PRECONDITION, "is being calibrated already");
  }

  @Test
  void agentThatNeverAnswers_isGivenUpAfterAMinuteAndWorksAgain() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    CompletableFuture<SensorCalibration> result = bench.driver.calibrate("a", ORDER);
    for (int seconds = 0; seconds < 60; seconds += 10) {
      assertThat(result).isNotDone();
      bench.pass(Duration.ofSeconds(10));
      agent.heartbeat();
    }

    assertFailed(result, "did not answer within 60 s: its agent (version ");
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
    agent.answer(OrderAnswer.found(ORDER, FOUND));
    assertThat(bench.registry.description("a").orElseThrow().calibration()).isNull();
  }

  @Test
  void cutLinkAndAgentsRefusal_failWithTheirSentence() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    CompletableFuture<SensorCalibration> cut = bench.driver.calibrate("a", ORDER);
    agent.disconnect();
    assertFailed(cut, "the link to a broke");

    agent.connect();
    CompletableFuture<SensorCalibration> refused = bench.driver.calibrate("a", ORDER);
    agent.answer(OrderAnswer.failed(ORDER, "use more threads"));
    assertFailed(refused, "device a: use more threads");
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  private void assertRefused(String device, ErrorCode code, String sentence) {
    assertThatThrownBy(() -> bench.driver.calibrate(device, ORDER))
        .isInstanceOfSatisfying(
            HamletException.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessageContaining(sentence);
  }

  private static void assertFailed(CompletableFuture<?> result, String sentence) {
    assertThatThrownBy(result::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessageContaining(sentence);
  }
}
