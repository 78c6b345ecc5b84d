package dev.hamlet.coordinator.export.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.export.view.ExperimentView.CellKey;
import dev.hamlet.coordinator.result.CellSummary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellKeysTest {

  private static final TrialPolicy POLICY =
      new TrialPolicy(4, 8, 2, 0.95, 0.05, WidthOf.HALF, Set.of(StoppingMetric.values()));

  private final CellKeys keys = new CellKeys(Set.of("twin-1"));

  @Test
  void axesWithoutALabel_areOptionsInOrder() {
    CellKey key = keys.of(cell("c-1", "twin-1", Map.of("zoom", "2", "batch", "1")));
    assertThat(key.options()).isEqualTo("batch=1,input=3,zoom=2");
    assertThat(key.simulated()).isTrue();
    assertThat(keys.of(cell("c-2", "tx2-1", Map.of())).simulated()).isFalse();
  }

  @Test
  void cellsThatDifferInTheirProtocolOnly_differByTheirIds() {
    CellKey first = keys.of(cell("c-1", "twin-1", Map.of()));
    CellKey second = keys.of(cell("c-2", "twin-1", Map.of()));
    assertThat(first.options()).isEqualTo("input=3");
    assertThat(second.options()).isEqualTo("input=3,cell=c-2");
  }

  @Test
  void optionsThatAreEqualAsFarAsALabelGoes_doNotCollide() {
    String alike = "x".repeat(300);
    CellKey first = keys.of(cell("c-1", "twin-1", Map.of("axis", alike + "1")));
    CellKey second = keys.of(cell("c-2", "twin-1", Map.of("axis", alike + "2")));
    assertThat(first).isNotEqualTo(second);
    assertThat(first.options()).hasSize(200);
    assertThat(second.options()).endsWith(",cell=c-2").hasSizeLessThan(300);
  }

  private static CellSnapshot cell(String id, String device, Map<String, String> options) {
    CellSpec spec =
        new CellSpec(id, "lenet", "baseline", "a", "tensorflow", 1, "inputs", 3, options);
    PlannedCell plan =
        new PlannedCell(new CellGroup("e-1", device, "MAXN"), spec, "module", List.of("VDD_IN"));
    return new CellSnapshot(plan, "running", "", CellSummary.of(List.of(), POLICY));
  }
}
