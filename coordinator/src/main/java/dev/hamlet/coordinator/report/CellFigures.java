package dev.hamlet.coordinator.report;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.SensorSnapshot;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One cell with all that belongs to it. Its figures rest on {@code trials}, not on those {@code
 * setAside} when it was begun anew; {@code snapshots} is what its device said of its sensors when
 * the trials were measured, the oldest first; {@code agentVersions} measured them.
 */
record CellFigures(
    CellRecord cell,
    List<TrialResult> trials,
    List<TrialResult> setAside,
    Optional<VariantRecord> variant,
    Optional<EvaluationRecord> evaluation,
    Optional<DeviceRecord> device,
    TrialPolicy policy,
    List<SensorSnapshot> snapshots,
    List<String> agentVersions) {

  CellFigures {
    trials = List.copyOf(trials);
    setAside = List.copyOf(setAside);
    snapshots = List.copyOf(snapshots);
    agentVersions = List.copyOf(agentVersions);
  }

  /** The experiment that its trials were measured in. */
  String measuredIn() {
    return cell.origin().isReused()
        ? cell.origin().reusedFrom()
        : cell.plan().group().experimentId();
  }

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

  /** The sensor groups that its energy comes from, as they were when it was last measured. */
  List<SensorGroup> sensors() {
    return snapshots.isEmpty()
        ? device.map(known -> ofRails(known.sensors())).orElse(List.of())
        : ofRails(snapshots.get(snapshots.size() - 1).groups());
  }

  /** The distinct settings that its trials were measured under. */
  List<SensorSettings> settings() {
    return snapshots.stream()
        .map(snapshot -> SensorSettings.of(ofRails(snapshot.groups())))
        .distinct()
        .toList();
  }

  private List<SensorGroup> ofRails(List<SensorGroup> groups) {
    return groups.stream()
        .filter(
            group ->
                group.rails().stream().anyMatch(rail -> cell.plan().rails().contains(rail.name())))
        .toList();
  }

  boolean simulated() {
    return device.map(DeviceRecord::simulated).orElse(false)
        || sensors().stream().anyMatch(SensorGroup::simulated);
  }
}
