package dev.hamlet.coordinator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.store.ClockNodeRecord;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.store.trace.TrialTimeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelinesTest {

  private static final TimeInterval WINDOW = new TimeInterval(10_000_000_000L, 20_000_000_000L);

  @TempDir private Path folder;
  private TracedExperiment traced;
  private Timelines forgetful;

  @BeforeEach
  void open() {
    traced = new TracedExperiment(folder);
    traced.addTrial(1, 1_000);
    ManualClock clock = traced.clock();
    forgetful = new Timelines(traced.store().traces(), new DeviceClocks(), clock, clock);
  }

  @AfterEach
  void close() {
    traced.close();
  }

  @Test
  void clockOfAnEarlierLife_isTakenFromItsStoredHistory() {
    traced
        .store()
        .saveClockNodes(
            List.of(
                node("earlier", 5_000_000_000L, 1_700_000_000_000L),
                node("earlier", 900_000_000_000L, 1_700_000_999_000L)),
            0);
    TrialTimeline timeline = forgetful.of(trial(), WINDOW).orElseThrow();
    // 5 s after the nearer point
    assertThat(timeline.epochNs(10_000_000_000L)).isEqualTo(1_700_000_005_000_000_000L);
    assertThat(timeline.epochNs(12_345_678_901L)).isEqualTo(1_700_000_007_345_678_901L);
  }

  @Test
  void clockThatNobodyKnows_hasNoTimeline() {
    assertThat(forgetful.of(trial(), WINDOW)).isEmpty();
  }

  @Test
  void whatWasDecidedOnce_staysWhateverIsLearntLater() {
    TrialTimeline decided = traced.timelines().of(trial(), WINDOW).orElseThrow();
    traced.clock().advanceNs(77_000_123);
    assertThat(forgetful.of(trial(), WINDOW)).contains(decided);
  }

  /** A rate of 50 ppm bends the line; a step of 3 s within 10 s does not. */
  @Test
  void line_followsADriftButNoStep() {
    TrialTimeline drifting =
        new TrialTimeline("cell-a", 1, 0, 10_000_000_000L, 1_000, 10_000_501_000L, 0);
    assertThat(drifting.epochNs(5_000_000_000L)).isEqualTo(5_000_251_000L);
    TrialTimeline stepped =
        new TrialTimeline("cell-a", 1, 0, 10_000_000_000L, 1_000, 13_000_001_000L, 0);
    assertThat(stepped.epochNs(5_000_000_000L)).isEqualTo(5_000_001_000L);
  }

  private TracedTrial trial() {
    return traced.store().traces().trials("e-1").get(0);
  }

  private static ClockNodeRecord node(String coordinatorBoot, long deviceNs, long epochMs) {
    return new ClockNodeRecord(
        "twin-1", "boot-1", coordinatorBoot, deviceNs, 7, 1_000, false, epochMs);
  }
}
