package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.experiment.file.SensorAdvice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Binds an experiment file to artifacts and devices: pure, the same from the same. */
public final class ExperimentPlanner {

  private final ExperimentFile file;
  private final Map<List<String>, String> artifacts = new LinkedHashMap<>();
  private final ResolvedInputs inputs;
  private final String experimentId;
  private final CellSettings settings;

  private ExperimentPlanner(
      ExperimentFile file,
      List<ResolvedArtifact> artifacts,
      ResolvedInputs inputs,
      String experimentId) {
    this.file = file;
    this.inputs = inputs;
    this.experimentId = experimentId;
    this.settings = CellSettings.of(file);
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
    return plan(file, artifacts, inputs, devices, experimentId, Restriction.NONE);
  }

  /**
   * Plans a part of an experiment.
   *
   * @param restriction what is asked for
   */
  public static Plan plan(
      ExperimentFile file,
      List<ResolvedArtifact> artifacts,
      ResolvedInputs inputs,
      List<DeviceFacts> devices,
      String experimentId,
      Restriction restriction) {
    return new ExperimentPlanner(file, artifacts, inputs, experimentId).plan(devices, restriction);
  }

  /**
   * Plans what of a part of an experiment the devices can run, for people to look at: cells that
   * their devices cannot run are left out and told.
   *
   * @throws InvalidInputException as {@link #plan} does, but for devices that lack something
   */
  public static PlanOfRest planOfRest(
      ExperimentFile file,
      List<ResolvedArtifact> artifacts,
      ResolvedInputs inputs,
      List<DeviceFacts> devices,
      String experimentId,
      Restriction restriction) {
    return new ExperimentPlanner(file, artifacts, inputs, experimentId)
        .planOfRest(devices, restriction);
  }

  /** The devices that an experiment may be measured on. */
  public static AbleDevices able(ExperimentFile file) {
    return new AbleDevices(file);
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

  private Plan plan(List<DeviceFacts> devices, Restriction restriction) {
    List<Problem> problems = new ArrayList<>();
    List<MatrixPoint> points = points(restriction, problems);
    Shortages shortages = shortages(points);
    shortages.artifacts(artifacts.keySet(), problems);
    DeviceMatcher matcher = new DeviceMatcher(file, shortages);
    List<DeviceFacts> chosen = chosen(matcher, devices, restriction, problems);
    PointsByMode byMode = byMode(points);
    return isSpread()
        ? limited(spread(chosen.get(0), byMode, able(devices, matcher, restriction)))
        : limited(chosen.stream().flatMap(device -> groups(device, byMode, 0).stream()).toList());
  }

  private PlanOfRest planOfRest(List<DeviceFacts> devices, Restriction restriction) {
    List<Problem> problems = new ArrayList<>();
    List<MatrixPoint> points = points(restriction, problems);
    Shortages shortages = shortages(points);
    shortages.artifacts(artifacts.keySet(), problems);
    DeviceMatcher matcher = new DeviceMatcher(file, shortages).ofRest();
    List<DeviceFacts> chosen = chosen(matcher, devices, restriction, problems);
    Plan plan =
        isSpread()
            ? restOnAny(chosen.get(0), devices, points, restriction)
            : restOnEach(chosen, points, shortages);
    return new PlanOfRest(
        plan, chosen.stream().mapToInt(shortages::unrunnable).sum(), shortages.reasons(chosen));
  }

  /** What the chosen device can run, over all that can run the same. */
  private Plan restOnAny(
      DeviceFacts chosen,
      List<DeviceFacts> devices,
      List<MatrixPoint> points,
      Restriction restriction) {
    List<MatrixPoint> left = PointsByMode.without(points, shortages(points).unmet(chosen));
    DeviceMatcher matcher = new DeviceMatcher(file, shortages(left));
    return limited(spread(chosen, byMode(left), able(devices, matcher, restriction)));
  }

  /** On each device what it can run; most devices lack the same. */
  private Plan restOnEach(List<DeviceFacts> chosen, List<MatrixPoint> points, Shortages shortages) {
    Map<Set<PointNeed>, PointsByMode> left = new HashMap<>();
    return limited(
        chosen.stream()
            .flatMap(
                device ->
                    groups(
                        device,
                        left.computeIfAbsent(
                            shortages.unmet(device),
                            unmet -> byMode(PointsByMode.without(points, unmet))),
                        0)
                        .stream())
            .toList());
  }

  private List<MatrixPoint> points(Restriction restriction, List<Problem> problems) {
    restriction.check(file.matrix(), problems);
    List<MatrixPoint> points = restriction.of(MatrixExpander.expand(file.matrix()).points());
    if (points.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem("--only", "no point of the matrix has all these values"));
    }
    return points;
  }

  private Shortages shortages(List<MatrixPoint> points) {
    return new Shortages(points, file.inputs().measureCount(), file.energyRails().names());
  }

  private PointsByMode byMode(List<MatrixPoint> points) {
    return PointsByMode.of(points, new LeaseParts(file), file.inputs().measureCount());
  }

  /** The devices to measure on; refuses with all problems, those so far among them. */
  private List<DeviceFacts> chosen(
      DeviceMatcher matcher,
      List<DeviceFacts> devices,
      Restriction restriction,
      List<Problem> problems) {
    List<DeviceFacts> chosen = matcher.choose(devices, restriction.devices(), problems);
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
    return chosen;
  }

  private Plan limited(List<PlannedGroup> groups) {
    Plan plan = Plan.of(groups);
    Duration limit = file.timeLimit().orElse(plan.expected());
    return limit.compareTo(plan.expected()) < 0 ? new Plan(plan.groups(), limit) : plan;
  }

  private static List<DeviceFacts> able(
      List<DeviceFacts> devices, DeviceMatcher matcher, Restriction restriction) {
    return devices.stream()
        .filter(matcher::isAble)
        .filter(
            device ->
                restriction.devices().isEmpty() || restriction.devices().contains(device.name()))
        .toList();
  }

  /** With {@code run_on: one}. */
  private boolean isSpread() {
    return file.devices().count().orElse(0) == 1;
  }

  /**
   * Each block of points that are compared with each other on one of the able devices of the chosen
   * one's kind. Numbers of parts are unique in the experiment, as parts may change devices.
   */
  private List<PlannedGroup> spread(
      DeviceFacts chosen, PointsByMode points, List<DeviceFacts> able) {
    List<DeviceFacts> alike =
        able.stream()
            .filter(device -> isAlike(chosen, device))
            .sorted(Comparator.comparing(DeviceFacts::name))
            .toList();
    LeaseParts parts = new LeaseParts(file);
    List<PlannedGroup> groups = new ArrayList<>();
    for (Map.Entry<Integer, List<MatrixPoint>> share :
        shares(List.copyOf(parts.blocks(points.points())), alike.size()).entrySet()) {
      PointsByMode own = PointsByMode.of(share.getValue(), parts, file.inputs().measureCount());
      groups.addAll(groups(alike.get(share.getKey()), own, groups.size()));
    }
    return groups;
  }

  private static Map<Integer, List<MatrixPoint>> shares(
      List<List<MatrixPoint>> blocks, int devices) {
    double[][] seconds = new double[blocks.size()][devices];
    for (int i = 0; i < blocks.size(); i++) {
      Arrays.fill(seconds[i], blocks.get(i).size());
    }
    int[] deviceOf = LongestFirst.spread(seconds, new double[devices]);
    Map<Integer, List<MatrixPoint>> shares = new TreeMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      shares.computeIfAbsent(deviceOf[i], device -> new ArrayList<>()).addAll(blocks.get(i));
    }
    return shares;
  }

  private boolean isAlike(DeviceFacts one, DeviceFacts other) {
    return one.board().equals(other.board())
        && one.simulated() == other.simulated()
        && protocolOn(one).equals(protocolOn(other));
  }

  private MeasurementProtocol protocolOn(DeviceFacts device) {
    return ProtocolTimes.forSensors(file.protocol(), device.sensorsOf(file.energyRails().names()));
  }

  private List<PlannedGroup> groups(DeviceFacts device, PointsByMode points, int firstPart) {
    CellMaker maker = new CellMaker(file, artifacts, inputs, device, experimentId, settings);
    List<PlannedGroup> groups = new ArrayList<>();
    for (String mode : inOrder(device, List.copyOf(points.parts().keySet()))) {
      List<List<MatrixPoint>> parts = points.parts().getOrDefault(mode, List.of());
      for (int part = 0; part < parts.size(); part++) {
        CellGroup group = new CellGroup(experimentId, device.name(), mode, firstPart + part);
        groups.add(
            new PlannedGroup(
                group,
                maker.protocol(),
                new CellsOfGroup(maker, group, parts.get(part)),
                maker.leastTime(parts.get(part))));
      }
    }
    return groups;
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
}
