package dev.hamlet.coordinator.report;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One cell with all that belongs to it. */
record CellFigures(
    CellRecord cell,
    List<TrialResult> trials,
    Optional<VariantRecord> variant,
    Optional<EvaluationRecord> evaluation,
    Optional<DeviceRecord> device,
    TrialPolicy policy) {

  CellSummary summary() {
    return CellSummary.of(trials, policy);
  }

  /** The verdict's word, or how far the cell is while it has none. */
  String state() {
    Verdict verdict = cell.verdict();
    return verdict == null ? cell.state().name().toLowerCase(Locale.ROOT) : verdict.state().word();
  }

  String reason() {
    Verdict verdict = cell.verdict();
    return verdict == null ? "" : verdict.reason();
  }

  /** The sensor groups that its energy comes from. */
  List<SensorGroup> sensors() {
    return device.map(known -> known.facts().sensorsOf(cell.plan().rails())).orElse(List.of());
  }

  boolean simulated() {
    return device.map(DeviceRecord::simulated).orElse(false)
        || sensors().stream().anyMatch(SensorGroup::simulated);
  }
}
