package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.experiment.file.SensorAdvice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Binds an experiment file to artifacts and devices: pure, the same from the same. */
public final class ExperimentPlanner {

  private final ExperimentFile file;
  private final Map<List<String>, String> artifacts = new LinkedHashMap<>();
  private final ResolvedInputs inputs;
  private final String experimentId;

  private ExperimentPlanner(
      ExperimentFile file,
      List<ResolvedArtifact> artifacts,
      ResolvedInputs inputs,
      String experimentId) {
    this.file = file;
    this.inputs = inputs;
    this.experimentId = experimentId;
    for (ResolvedArtifact one : artifacts) {
      this.artifacts.put(List.of(one.model(), one.variant()), one.artifact());
    }
  }

  /**
   * Plans an experiment.
   *
   * @param file the file
   * @param artifacts bundles of the pairs of model and variant that the matrix has
   * @param inputs the bundle of the input set
   * @param devices every device that is known
   * @param experimentId identity of the experiment, a part of each cell's
   * @throws InvalidInputException with every reason why it cannot be measured: an artifact is
   *     missing, labels match no device, or a device lacks a rail, runtime, power mode or CPU
   */
  public static Plan plan(
      ExperimentFile file,
      List<ResolvedArtifact> artifacts,
      ResolvedInputs inputs,
      List<DeviceFacts> devices,
      String experimentId) {
    return new ExperimentPlanner(file, artifacts, inputs, experimentId).plan(devices);
  }

  /** What a person should know of measuring a plan with these devices' sensors. */
  public static List<String> warnings(
      ExperimentFile file, Collection<String> planned, List<DeviceFacts> devices) {
    return devices.stream()
        .filter(device -> planned.contains(device.name()))
        .flatMap(
            device ->
                SensorAdvice.of(
                    device.name(), file.protocol(), device.sensorsOf(file.energyRails().names()))
                    .stream())
        .toList();
  }

  private Plan plan(List<DeviceFacts> devices) {
    List<MatrixPoint> points = MatrixExpander.expand(file.matrix()).points();
    List<Problem> problems = new ArrayList<>();
    new Shortages(points).artifacts(artifacts.keySet(), problems);
    List<DeviceFacts> chosen =
        new DeviceMatcher(file, new Shortages(points)).choose(devices, problems);
    for (DeviceFacts device : chosen) {
      SensorAdvice.refusal(file.protocol(), device.sensorsOf(file.energyRails().names()))
          .ifPresent(reason -> problems.add(new Problem("device " + device.name(), reason)));
    }
    if (inputs.count() < file.inputs().measureCount()) {
      problems.add(
          new Problem(
              "inputs.measure",
              "the input set has %d inputs, fewer than the %d to measure"
                  .formatted(inputs.count(), file.inputs().measureCount())));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    Plan plan =
        Plan.of(
            chosen.stream().flatMap(device -> groups(device, points).stream()).toList(),
            file.trials().min());
    Duration limit = file.timeLimit().orElse(plan.expected());
    return limit.compareTo(plan.expected()) < 0 ? new Plan(plan.groups(), limit) : plan;
  }

  private List<PlannedGroup> groups(DeviceFacts device, List<MatrixPoint> points) {
    MeasurementProtocol protocol =
        ProtocolTimes.forSensors(file.protocol(), device.sensorsOf(file.energyRails().names()));
    Map<String, List<MatrixPoint>> modes = new LinkedHashMap<>();
    for (MatrixPoint point : points) {
      modes.computeIfAbsent(point.powerMode(), mode -> new ArrayList<>()).add(point);
    }
    return inOrder(device, List.copyOf(modes.entrySet())).stream()
        .flatMap(mode -> parts(device, mode.getKey(), mode.getValue(), protocol))
        .toList();
  }

  private Stream<PlannedGroup> parts(
      DeviceFacts device, String mode, List<MatrixPoint> points, MeasurementProtocol protocol) {
    List<Integer> chosen = inputs.choose(file.inputs().measureCount(), file.inputs().measureSeed());
    List<PlannedGroup> planned = new ArrayList<>();
    for (List<MatrixPoint> part : new LeaseParts(file).cut(points, chosen.size())) {
      CellGroup group = new CellGroup(experimentId, device.name(), mode, planned.size());
      List<PlannedCell> cells = new ArrayList<>();
      for (MatrixPoint point : part) {
        chosen.forEach(input -> cells.add(cell(group, point, input, protocol)));
      }
      planned.add(new PlannedGroup(group, protocol, cells));
    }
    return planned.stream();
  }

  /**
   * Groups in random order by the experiment's seed and the device, so that no power mode is always
   * the first, warm or cold. Each mode comes once, so the device switches as rarely as it can.
   */
  private <T> List<T> inOrder(DeviceFacts device, List<T> groups) {
    List<T> order = new ArrayList<>(groups);
    long mixed = file.seed() ^ (device.name().hashCode() * 0x9E3779B97F4A7C15L);
    // Neighbouring seeds of Random shuffle alike; a SplittableRandom in between mixes them.
    Collections.shuffle(order, new Random(new SplittableRandom(mixed).nextLong()));
    return order;
  }

  private PlannedCell cell(
      CellGroup group, MatrixPoint point, int input, MeasurementProtocol protocol) {
    String artifact = artifacts.getOrDefault(List.of(point.model(), point.variant()), "");
    List<String> rails = file.energyRails().names();
    CellIdentity identity =
        new CellIdentity(group, point, artifact, inputs.inputSet(), input, rails, protocol);
    CellSpec spec =
        new CellSpec(
            identity.cellId(),
            point.model(),
            point.variant(),
            artifact,
            point.runtime(),
            point.threads(),
            inputs.inputSet(),
            input,
            point.options(),
            point.cores());
    return new PlannedCell(group, spec, file.energyRails().word(), rails);
  }
}
