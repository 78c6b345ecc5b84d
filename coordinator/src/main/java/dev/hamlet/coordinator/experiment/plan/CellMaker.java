package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the cells of one experiment on one device. Cells share what they have in common.
 *
 * <p>Threads: any.
 */
final class CellMaker {

  /** An id of a cell is the beginning of a hash over experiment, device and identity. */
  private static final int ID_DIGITS = 16;

  private final ExperimentFile file;
  private final Map<List<String>, String> artifacts;
  private final ResolvedInputs inputs;
  private final List<Integer> measured;
  private final PrefixDigest ids;
  private final List<SensorGroup> sensors;
  private final CellSettings settings;
  private final List<String> rails;
  private final Map<MeasurementProtocol, Adapted> adapted = new ConcurrentHashMap<>();

  /** A protocol on this device, with what identities share by it. */
  private record Adapted(MeasurementProtocol protocol, CellIdentity identity) {}

  CellMaker(
      ExperimentFile file,
      Map<List<String>, String> artifacts,
      ResolvedInputs inputs,
      DeviceFacts device,
      String experimentId,
      CellSettings settings) {
    this.file = file;
    this.artifacts = new HashMap<>(artifacts);
    this.inputs = inputs;
    this.measured = inputs.choose(file.inputs().measureCount(), file.inputs().measureSeed());
    this.ids = PrefixDigest.after(experimentId + "\n" + device.name() + "\n");
    this.rails = file.energyRails().names();
    this.sensors = device.sensorsOf(rails);
    this.settings = settings;
  }

  /** How trials are measured here where no override matches. */
  MeasurementProtocol protocol() {
    return adapted(settings.ofMost().protocol()).protocol();
  }

  /** Cells of each point: one for each input that is measured. */
  int cellsOfPoint() {
    return measured.size();
  }

  /** The cell of a point and the n-th of its inputs. */
  PlannedCell cell(CellGroup group, MatrixPoint point, int n) {
    String artifact = artifacts.getOrDefault(List.of(point.model(), point.variant()), "");
    int input = measured.get(n);
    String identity =
        adapted(settings.of(point::value).protocol()).identity().of(point, artifact, input);
    CellSpec spec =
        new CellSpec(
            ids.of(identity).substring(0, ID_DIGITS),
            point.model(),
            point.variant(),
            artifact,
            point.runtime(),
            point.threads(),
            inputs.inputSet(),
            input,
            point.options(),
            point.cores());
    return new PlannedCell(group, spec, file.energyRails().word(), rails, identity);
  }

  /** Phases of the least number of trials of these points' cells. */
  Duration leastTime(List<MatrixPoint> points) {
    if (file.overrides().isEmpty()) {
      return leastTime(settings.ofMost()).multipliedBy((long) points.size() * cellsOfPoint());
    }
    Duration sum = Duration.ZERO;
    for (MatrixPoint point : points) {
      sum = sum.plus(leastTime(settings.of(point::value)));
    }
    return sum.multipliedBy(cellsOfPoint());
  }

  private Duration leastTime(CellSettings.Settings of) {
    return ProtocolTimes.ofTrial(adapted(of.protocol()).protocol()).multipliedBy(of.trials().min());
  }

  private Adapted adapted(MeasurementProtocol asked) {
    return adapted.computeIfAbsent(
        asked,
        it -> {
          MeasurementProtocol here = ProtocolTimes.forSensors(it, sensors);
          return new Adapted(here, CellIdentity.sharing(inputs.inputSet(), rails, here));
        });
  }
}
