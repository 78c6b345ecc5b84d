package dev.hamlet.coordinator.export.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.time.TimeInterval;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialMeterTest {

  private static final Spans SPANS =
      new Spans(new long[] {90, 100, 150, 190}, new long[] {100, 150, 190, 201});

  @Test
  void inferencesThatReachOverTheBurst_areOutside() {
    assertThat(TrialMeter.outside(trace(new Phase(PhaseKind.BURST, new TimeInterval(100, 200)))))
        .isEqualTo(2);
    assertThat(TrialMeter.outside(trace(new Phase(PhaseKind.BURST, new TimeInterval(90, 201)))))
        .isZero();
  }

  @Test
  void whereThereIsNoBurst_noneIsOutside() {
    assertThat(TrialMeter.outside(trace(new Phase(PhaseKind.GATE, new TimeInterval(0, 1)))))
        .isZero();
  }

  private static TrialTrace trace(Phase phase) {
    return new TrialTrace(7, "cell", 1, List.of(phase), SPANS);
  }
}
