package dev.hamlet.cli.experiment;

import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.wire.ConditionsMapping;
import dev.hamlet.common.wire.SensorMapping;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.experiment.plan.PlanOfRest;
import dev.hamlet.coordinator.experiment.plan.PlannedGroup;
import dev.hamlet.coordinator.experiment.plan.ResolvedArtifact;
import dev.hamlet.coordinator.experiment.plan.ResolvedInputs;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.coordinator.schedule.CellProgress;
import dev.hamlet.coordinator.schedule.RoundPlanner;
import dev.hamlet.models.dataset.InputSets;
import dev.hamlet.proto.v1.DeviceStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plans an experiment without building or measuring anything: names stand for artifacts. Sensors
 * are what their agents described; those of the local twins, which do not run yet, and of
 * coordinators that do not tell are taken to be without memory, which settles and guards may
 * lengthen.
 */
public final class PlanPreview {

  private static final String NO_EXPERIMENT = "preview";

  private static final List<Integer> A57 = List.of(0, 3, 4, 5);

  /** Cores of a TX2 in the modes of a twin of the local fleet. */
  private static final List<PowerModeCores> CORES =
      List.of(
          new PowerModeCores("MAXN", Map.of("a57", A57, "denver", List.of(1, 2))),
          new PowerModeCores("MAXQ", Map.of("a57", A57, "denver", List.of())));

  private PlanPreview() {}

  /** The same with what is built, so that identities are those of the coordinator. */
  public static PlanOfRest of(
      ExperimentFile file,
      List<DeviceFacts> devices,
      Restriction restriction,
      PreparedExperiment prepared) {
    List<ResolvedArtifact> artifacts =
        prepared.variants().stream()
            .map(one -> new ResolvedArtifact(one.getModel(), one.getVariant(), one.getArtifact()))
            .toList();
    ResolvedInputs inputs = new ResolvedInputs(prepared.inputSet(), InputSets.DEFAULT_COUNT);
    return ExperimentPlanner.planOfRest(
        file, artifacts, inputs, devices, NO_EXPERIMENT, restriction);
  }

  /** What a part of the experiment will measure on these devices. */
  public static PlanOfRest of(
      ExperimentFile file, List<DeviceFacts> devices, Restriction restriction) {
    List<ResolvedArtifact> artifacts = new ArrayList<>();
    VariantsOfModels.of(file.matrix(), restriction)
        .forEach(
            (model, labels) ->
                labels.forEach(
                    label ->
                        artifacts.add(new ResolvedArtifact(model, label, model + "/" + label))));
    ResolvedInputs inputs = new ResolvedInputs(file.inputs().set(), InputSets.DEFAULT_COUNT);
    return ExperimentPlanner.planOfRest(
        file, artifacts, inputs, devices, NO_EXPERIMENT, restriction);
  }

  /** Power modes of each device in the order that it goes through them. */
  public static Map<String, Collection<String>> modes(Plan plan) {
    Map<String, Collection<String>> modes = new TreeMap<>();
    for (PlannedGroup group : plan.groups()) {
      modes
          .computeIfAbsent(group.group().device(), device -> new LinkedHashSet<>())
          .add(group.group().powerMode());
    }
    return modes;
  }

  /** Place of each cell in the first round of its group, from 1. */
  public static Map<String, Integer> firstRound(ExperimentFile file, PlannedGroup group) {
    RoundPlanner rounds = new RoundPlanner(file.seed(), group.group());
    CellSettings settings = CellSettings.of(file);
    List<CellProgress> fresh =
        group.cells().stream()
            .map(cell -> new CellProgress(cell.cellId(), 0, 0, 1, settings.of(cell::axis).trials()))
            .toList();
    Map<String, Integer> places = new HashMap<>();
    for (Visit visit : rounds.next(fresh, 0)) {
      places.put(visit.cellId(), places.size() + 1);
    }
    return places;
  }

  /** A device as its coordinator describes it. */
  public static DeviceFacts facts(DeviceStatus device) {
    return facts(
        device.getDevice(),
        device.getBoard(),
        device.getLabelsMap(),
        new HashSet<>(device.getRuntimesList()),
        new HashSet<>(device.getPowerModesList()),
        sensors(device),
        device.getSimulated(),
        ConditionsMapping.fromMessages(device.getCoresList()));
  }

  /** A twin of the local fleet. */
  public static DeviceFacts twin(String name, List<String> rails) {
    return facts(
        name,
        "tx2",
        Map.of(),
        Set.of("tensorflow"),
        Set.of("MAXN", "MAXQ"),
        List.of(withoutMemory(name, rails, true)),
        true,
        CORES);
  }

  private static DeviceFacts facts(
      String name,
      String board,
      Map<String, String> labels,
      Set<String> runtimes,
      Set<String> powerModes,
      List<SensorGroup> sensors,
      boolean simulated,
      List<PowerModeCores> cores) {
    return new DeviceFacts(
        name, board, labels, runtimes, powerModes, Integer.MAX_VALUE, sensors, simulated, cores);
  }

  private static List<SensorGroup> sensors(DeviceStatus device) {
    return device.getSensorsCount() == 0
        ? List.of(withoutMemory(device.getDevice(), device.getRailsList(), device.getSimulated()))
        : device.getSensorsList().stream().map(SensorMapping::fromMessage).toList();
  }

  private static SensorGroup withoutMemory(String name, List<String> railNames, boolean simulated) {
    List<Rail> rails = railNames.stream().map(rail -> new Rail(rail, RailScope.SUPPLY, 0)).toList();
    return new SensorGroup(name, name, "unknown", simulated, 0, 0, 0, 0, rails);
  }
}
