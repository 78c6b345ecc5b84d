package dev.hamlet.coordinator.cell.golden;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How every golden-model check is measured: the same on all devices but for what their sensors
 * need, so that a device's checks can be held against each other. Pure.
 */
final class GoldenProtocol {

  /** Trials of a check. */
  static final int TRIALS = 5;

  /** Valid trials that a judgement needs. */
  static final int LEAST_VALID = 3;

  private static final String PROFILE = CellGroup.GOLDEN_CHECK;
  private static final String USUAL_MODE = "MAXN";
  private static final Duration REST = Duration.ofMillis(20);
  private static final MeasurementProtocol PROTOCOL =
      new MeasurementProtocol(
          PROFILE,
          Duration.ofMillis(500),
          5,
          REST,
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          20,
          REST,
          Duration.ZERO,
          5.0,
          Duration.ofMinutes(1),
          1);

  private GoldenProtocol() {}

  /** For a device's sensors. */
  static MeasurementProtocol on(DeviceRecord device) {
    return ProtocolTimes.forSensors(PROTOCOL, device.sensors());
  }

  /** The numbers of the trials. */
  static List<Integer> trials() {
    return IntStream.rangeClosed(1, TRIALS).boxed().toList();
  }

  /**
   * The model as a cell of a device: one thread, the first input, the device's usual power mode,
   * all its supply rails.
   */
  static PlannedCell cell(GoldenModel model, DeviceRecord device, LeaseRef lease) {
    CellSpec spec =
        new CellSpec(
            lease.leaseId(),
            model.name(),
            "baseline",
            model.artifact(),
            model.runtime(),
            1,
            model.inputSet(),
            0,
            Map.of());
    CellGroup group = new CellGroup(PROFILE, device.name(), powerMode(device));
    return new PlannedCell(group, spec, "supply", rails(device));
  }

  private static String powerMode(DeviceRecord device) {
    List<String> modes = device.powerModes();
    return modes.isEmpty() || modes.contains(USUAL_MODE) ? USUAL_MODE : modes.get(0);
  }

  /** Supplies; a board without any has its components added up. */
  private static List<String> rails(DeviceRecord device) {
    List<Rail> rails = device.sensors().stream().flatMap(group -> group.rails().stream()).toList();
    List<String> supplies =
        rails.stream()
            .filter(rail -> rail.scope() == RailScope.SUPPLY)
            .map(Rail::name)
            .distinct()
            .toList();
    return supplies.isEmpty() ? rails.stream().map(Rail::name).distinct().toList() : supplies;
  }
}
