package dev.hamlet.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapPlanTest {

  private static final long MS = 1_000_000;

  @Test
  void quickSensor_pausesForAnIntervalOfReads() {
    assertThat(GapPlan.of(group(1_000, 1_190))).isEqualTo(new GapPlan(20 * MS, MS));
  }

  @Test
  void slowSensor_pausesForItsRound_afterFiveOfThem() {
    assertThat(GapPlan.of(group(1_000, 200))).isEqualTo(new GapPlan(25 * MS, 5 * MS));
  }

  @Test
  void slowBus_pausesForAnIntervalOfReads() {
    assertThat(GapPlan.of(group(100, 1_190))).isEqualTo(new GapPlan(50 * MS, 10 * MS));
  }

  @Test
  void unknownRefreshRate_countsAsTheRateOfReads() {
    assertThat(GapPlan.of(group(1_000, 0))).isEqualTo(new GapPlan(20 * MS, MS));
  }

  @Test
  void hardlyEverRefreshed_pausesNoLongerThanTheSlowestRound() {
    assertThat(GapPlan.of(group(1_000, 0.5))).isEqualTo(new GapPlan(250 * MS, 50 * MS));
  }

  private static SensorGroup group(double nominalRateHz, double refreshRateHz) {
    return new SensorGroup(
        "sensor", "group", "kind", true, nominalRateHz, refreshRateHz, 0, 0, List.of());
  }
}
