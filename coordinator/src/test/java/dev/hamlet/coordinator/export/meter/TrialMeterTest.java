package dev.hamlet.coordinator.export.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.export.meter.TrialMeter.ModelKey;
import dev.hamlet.coordinator.store.StoreValues;
import java.util.List;
import java.util.Map;
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

  @Test
  void ofModels_thoseThatWereMeasuredLastAreKept() {
    TrialMeter meter = new TrialMeter(new ManualClock());
    for (int i = 0; i <= TrialMeter.MOST_MODELS; i++) {
      meter.distribute(cell("v" + i), true, SPANS, StoreValues.trial("cell", 1, 7));
      meter.distribute(cell("v0"), true, SPANS, StoreValues.trial("cell", 2, 7));
    }
    assertThat(meter.figures().models().keySet())
        .hasSize(TrialMeter.MOST_MODELS)
        .extracting(ModelKey::variant)
        .contains("v0", "v" + TrialMeter.MOST_MODELS)
        .doesNotContain("v1");
  }

  private static PlannedCell cell(String variant) {
    return new PlannedCell(
        StoreValues.GROUP,
        new CellSpec("cell", "lenet", variant, "a", "tensorflow", 1, "in", 0, Map.of()),
        "module",
        List.of("VDD_IN"));
  }

  private static TrialTrace trace(Phase phase) {
    return new TrialTrace(7, "cell", 1, List.of(phase), SPANS);
  }
}
