package dev.hamlet.coordinator.report;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.SensorAdvice;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ExternalReading;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.SensorSnapshot;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that the documents of one experiment are made of.
 *
 * @param experiment the experiment
 * @param file its file, as read
 * @param cells its cells, in the order they were planned
 * @param trials its trials, in the order of the cells, then by number
 * @param evaluations its evaluations
 * @param variants its variants
 * @param devices every known device, by name
 * @param snapshots what the devices said of their sensors when the trials were measured
 * @param agentVersions versions of the agents by fencing token, where they are known
 * @param readings what external meters said of the trials
 * @param provenance further facts for people, such as versions
 */
public record ResultsData(
    ExperimentRecord experiment,
    ExperimentFile file,
    List<CellRecord> cells,
    List<TrialResult> trials,
    List<EvaluationRecord> evaluations,
    List<VariantRecord> variants,
    List<DeviceRecord> devices,
    List<SensorSnapshot> snapshots,
    Map<Long, String> agentVersions,
    List<ExternalReading> readings,
    Map<String, String> provenance) {

  /** Copies the collections. */
  public ResultsData {
    cells = List.copyOf(cells);
    trials = List.copyOf(trials);
    evaluations = List.copyOf(evaluations);
    variants = List.copyOf(variants);
    devices = List.copyOf(devices);
    snapshots = List.copyOf(snapshots);
    agentVersions = Map.copyOf(agentVersions);
    readings = List.copyOf(readings);
    provenance = Map.copyOf(provenance);
  }

  /** What a store holds of an experiment right now; NOT_FOUND if it knows no such experiment. */
  public static ResultsData of(
      ResultStore store, String experimentId, Map<String, String> provenance) {
    ExperimentRecord experiment =
        store
            .experiment(experimentId)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.NOT_FOUND, "there is no experiment " + experimentId));
    return new ResultsData(
        experiment,
        ExperimentFileParser.parse(experiment.fileName(), experiment.fileText()),
        store.cells(experimentId),
        store.trialsOfExperiment(experimentId),
        store.evaluations(experimentId),
        store.variants(experimentId),
        store.devices(),
        store.sensorSnapshots(experimentId),
        store.agentVersions(experimentId),
        store.externalReadings(experimentId),
        provenance);
  }

  /** Each cell with all that belongs to it. */
  List<CellFigures> figures() {
    CellSettings settings = CellSettings.of(file);
    Map<String, List<TrialResult>> byCell = new LinkedHashMap<>();
    trials.forEach(
        trial -> byCell.computeIfAbsent(trial.cellId(), id -> new ArrayList<>()).add(trial));
    return cells.stream()
        .map(cell -> figures(cell, byCell.getOrDefault(cell.cellId(), List.of()), settings))
        .toList();
  }

  private CellFigures figures(CellRecord cell, List<TrialResult> all, CellSettings settings) {
    Map<Boolean, List<TrialResult>> byCounting =
        all.stream()
            .collect(Collectors.partitioningBy(it -> cell.start().counts(it.trialNumber())));
    List<TrialResult> ofCell = byCounting.getOrDefault(true, List.of());
    return new CellFigures(
        cell,
        ofCell,
        byCounting.getOrDefault(false, List.of()),
        variant(cell),
        evaluation(cell),
        device(cell),
        settings.of(cell.plan()::axis).trials(),
        snapshots(ofCell),
        agentVersions(ofCell));
  }

  private List<String> agentVersions(List<TrialResult> of) {
    return of.stream()
        .map(trial -> agentVersions.getOrDefault(trial.fencingToken(), ""))
        .filter(version -> !version.isEmpty())
        .distinct()
        .toList();
  }

  /** Versions of the agent of a device that measured its trials, in the order of the trials. */
  List<String> agentVersionsOf(DeviceRecord device) {
    return agentVersions(
        trials.stream()
            .filter(trial -> trial.device().equals(device.name()))
            .sorted(Comparator.comparingLong(TrialResult::finishedEpochMs))
            .toList());
  }

  /** The sensors of a device when its last trial was measured; as they are now if not kept. */
  List<SensorGroup> sensorsOf(DeviceRecord device) {
    return trials.stream()
        .filter(trial -> trial.device().equals(device.name()))
        .max(Comparator.comparingLong(TrialResult::finishedEpochMs))
        .flatMap(trial -> snapshots(List.of(trial)).stream().findFirst())
        .map(SensorSnapshot::groups)
        .orElse(device.sensors());
  }

  /** What a person should know of measuring this experiment with a device's sensors. */
  List<String> adviceOn(DeviceRecord device) {
    List<String> rails =
        cells.stream()
            .map(CellRecord::plan)
            .filter(plan -> plan.group().device().equals(device.name()))
            .flatMap(plan -> plan.rails().stream())
            .distinct()
            .toList();
    List<SensorGroup> groups =
        sensorsOf(device).stream()
            .filter(group -> group.rails().stream().anyMatch(rail -> rails.contains(rail.name())))
            .toList();
    return SensorAdvice.of(device.name(), file.protocol(), groups);
  }

  /** In the order in which the trials name them. */
  private List<SensorSnapshot> snapshots(List<TrialResult> ofTrials) {
    return ofTrials.stream()
        .map(TrialResult::sensors)
        .distinct()
        .flatMap(id -> snapshots.stream().filter(one -> one.id().equals(id)))
        .toList();
  }

  private Optional<VariantRecord> variant(CellRecord cell) {
    return variants.stream()
        .filter(one -> one.model().equals(cell.plan().spec().model()))
        .filter(one -> one.variant().equals(cell.plan().spec().variant()))
        .filter(one -> one.artifact().equals(cell.plan().spec().artifact()))
        .findFirst();
  }

  /** The cell's own device's evaluation, else another's: one device evaluates for all. */
  private Optional<EvaluationRecord> evaluation(CellRecord cell) {
    return evaluations.stream()
        .filter(EvaluationRecord::succeeded)
        .filter(one -> one.artifact().equals(cell.plan().spec().artifact()))
        .filter(one -> one.runtime().equals(cell.plan().spec().runtime()))
        .min(Comparator.comparing(one -> !one.device().equals(cell.plan().group().device())));
  }

  private Optional<DeviceRecord> device(CellRecord cell) {
    return devices.stream()
        .filter(one -> one.name().equals(cell.plan().group().device()))
        .findFirst();
  }
}
