package dev.hamlet.twin.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptTest {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;

  private final FaultScript script =
      FaultScript.of(
          START_NS,
          List.of(
              Fault.clockStep(4 * SECOND_NS, -7_000_000),
              Fault.of(FaultKind.STALL, SECOND_NS, 2 * SECOND_NS),
              Fault.of(FaultKind.SUSPEND, 5 * SECOND_NS, SECOND_NS)));

  @Test
  void fault_isActiveFromItsBeginToItsEnd() {
    assertThat(script.active(FaultKind.STALL, START_NS + SECOND_NS - 1)).isFalse();
    assertThat(script.active(FaultKind.STALL, START_NS + SECOND_NS)).isTrue();
    assertThat(script.active(FaultKind.STALL, START_NS + 3 * SECOND_NS)).isFalse();
    assertThat(script.endNs(FaultKind.STALL, START_NS + 2 * SECOND_NS))
        .isEqualTo(START_NS + 3 * SECOND_NS);
    assertThat(script.active(FaultKind.GAP, START_NS + 2 * SECOND_NS)).isFalse();
  }

  @Test
  void clock_keepsItsStepAndLosesWhatItSlept() {
    assertThat(script.clockStepNs(START_NS + 4 * SECOND_NS - 1)).isZero();
    assertThat(script.clockStepNs(START_NS + 9 * SECOND_NS)).isEqualTo(-7_000_000);
    assertThat(script.suspendedNs(START_NS + 5_500_000_000L)).isEqualTo(SECOND_NS / 2);
    assertThat(script.suspendedNs(START_NS + 9 * SECOND_NS)).isEqualTo(SECOND_NS);
  }

  @Test
  void boardChanges_areThoseOfItsOwnFaults() {
    assertThat(script.nextBoardChangeNs(START_NS)).isEqualTo(START_NS + 5 * SECOND_NS);
    assertThat(script.nextBoardChangeNs(START_NS + 5 * SECOND_NS))
        .isEqualTo(START_NS + 6 * SECOND_NS);
    assertThat(script.nextBoardChangeNs(START_NS + 6 * SECOND_NS)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void drawnFaults_areTheSameForASeedAndComeAtTheirRate() {
    List<FaultKind> kinds = List.of(FaultKind.values());
    List<Fault> faults = FaultScript.draw(1, 1_000 * SECOND_NS, SECOND_NS, SECOND_NS / 10, kinds);

    assertThat(faults)
        .isEqualTo(FaultScript.draw(1, 1_000 * SECOND_NS, SECOND_NS, SECOND_NS / 10, kinds));
    // Poisson with mean 1,000: within four standard deviations of 32
    assertThat((double) faults.size()).isCloseTo(1_000, within(127.0));
    assertThat(faults).extracting(Fault::kind).contains(FaultKind.values());
  }

  @Test
  void names_areReadBack() {
    for (FaultKind kind : FaultKind.values()) {
      assertThat(FaultKind.named(kind.text())).contains(kind);
    }
    assertThat(FaultKind.named("clock_step")).contains(FaultKind.CLOCK_STEP);
    assertThat(FaultKind.named("nothing")).isEmpty();
  }
}
