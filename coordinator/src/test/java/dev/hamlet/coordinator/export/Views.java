package dev.hamlet.coordinator.export;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.security.SecurityFigures;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.offset.ClockOffset;
import dev.hamlet.common.time.offset.DriftEstimate;
import dev.hamlet.common.vitals.Vitals;
import dev.hamlet.coordinator.cell.lease.CellCounters;
import dev.hamlet.coordinator.device.BusyTime;
import dev.hamlet.coordinator.device.ClockFigures;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.device.StateNote;
import dev.hamlet.coordinator.export.meter.DiskMeter;
import dev.hamlet.coordinator.export.meter.GrpcMeter;
import dev.hamlet.coordinator.export.meter.StoreMeter;
import dev.hamlet.coordinator.export.meter.TrialMeter;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.export.view.ExperimentView;
import dev.hamlet.coordinator.export.view.ExperimentView.CellKey;
import dev.hamlet.coordinator.export.view.ExperimentView.CellView;
import dev.hamlet.coordinator.export.view.ExperimentView.Figure;
import dev.hamlet.coordinator.export.view.ExperimentView.IdleView;
import dev.hamlet.coordinator.export.view.ExperimentView.VariantView;
import dev.hamlet.coordinator.export.view.HealthView;
import dev.hamlet.coordinator.ingest.CountingIngestMetrics;
import dev.hamlet.coordinator.ingest.IngestCounts;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.GroupTimes;
import dev.hamlet.coordinator.live.RailPower;
import dev.hamlet.coordinator.publish.PublishFigures;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.telemetry.TelemetryLogFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Devices and experiments of which everything is known. */
final class Views {

  static final List<String> RAILS = List.of("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");

  private static final HistogramValue SOME = some();

  private Views() {}

  /** A device; {@code live} if it is heard. */
  static DeviceView device(String name, boolean live) {
    return new DeviceView(
        snapshot(name, live),
        live,
        7,
        power(name),
        new IngestCounts(name, 6, 4, 1, 1, 2, 1_000, 20_000, 0.01),
        new HealthView(2, 5, 1, 0, true));
  }

  /** Facts of a coordinator that has not done anything yet. */
  static ServerFacts facts(Path data, ManualClock clock) {
    return new ServerFacts(
        "0.1.0",
        () ->
            new SecurityFigures(
                TransportSecurity.Kind.TLS,
                OptionalLong.of(1_700_000_000_000L),
                OptionalLong.of(1_600_000_000_000L),
                false,
                3),
        new TrialMeter(clock),
        new CellCounters(),
        new CountingIngestMetrics(),
        () -> new TelemetryLogFigures(1, 0, 1, 0, 0, 0, 0, 0, 10),
        new GrpcMeter(clock),
        new StoreMeter(clock),
        new DiskMeter(data, data.resolve("hamlet.db"), data.resolve("artifacts"), clock),
        () -> PublishFigures.NONE);
  }

  private static DeviceSnapshot snapshot(String name, boolean live) {
    return new DeviceSnapshot(
        record(name),
        live ? DeviceState.RUNNING : DeviceState.LOST,
        new StateNote("", "", 0, 0, false),
        live,
        live,
        1_700_000_000_000L,
        List.of(
            new Temperature("BCPU-therm", 41.5),
            new Temperature("MCPU-therm", 41.5),
            new Temperature("GPU-therm", 40),
            new Temperature("Tboard_tegra", 33)),
        "MAXN",
        live ? "burst" : "",
        3,
        new DiskUse(
            new DiskUse.Cache(5, 1, 0, 1_000, 4_000),
            new DiskUse.Spool(0, 500, 3_600, 0, OptionalLong.of(750))),
        new ClockFigures(new ClockOffset(1_000_000, 200_000), new DriftEstimate(12e-6, 3e-6), 1),
        new Vitals(
            Map.of("a57", 2_035_200_000L, "denver", 2_035_200_000L, "gpu", 1L, "emc", 1L),
            Map.of("cpu", 0.5, "gpu", 0.25),
            3e9,
            8e9,
            Map.of("cpu-balanced", false),
            0.01,
            OptionalLong.of(1_800_000_000_000L)),
        2,
        new BusyTime(7, BusyTime.NOT_NOW),
        0,
        "");
  }

  private static DeviceRecord record(String name) {
    List<Rail> rails =
        RAILS.stream()
            .map(
                rail ->
                    new Rail(
                        rail, rail.equals("VDD_IN") ? RailScope.SUPPLY : RailScope.COMPONENT, 0))
            .toList();
    return new DeviceRecord(
        name,
        "tx2",
        Map.of(),
        true,
        "host",
        "boot",
        "session",
        "0.1.0",
        "Linux",
        "17",
        6,
        List.of(new SensorGroup("s", "power", "twin", true, 1_000, 0, 0, 0, rails)),
        List.of(),
        List.of(),
        "running",
        0,
        0);
  }

  private static DevicePower power(String name) {
    return new DevicePower(
        name,
        0.25,
        0.125,
        0.3,
        Map.of("power", new SamplingCounters(10, 8, 1, 1, 1, 0, 4)),
        Map.of("power", new GroupTimes(SOME, SOME)),
        "boot",
        RAILS.stream()
            .map(rail -> new RailPower(rail, 12.5, 0, 3.25, 4.5, 3, 540, 19, 0.17, 1))
            .toList());
  }

  /** An experiment with that many measured cells. */
  static ExperimentView experiment(String id, int measured, int hidden) {
    Figure some = new Figure(0.002, 0.0019, 0.0021, 0.002, 0.0023);
    List<CellView> cells = new ArrayList<>();
    for (int i = 0; i < measured; i++) {
      CellKey key =
          new CellKey(
              "tx2-1", "lenet", "v" + i, "tensorflow", 1, "MAXN", "cores=a57,input=3", true);
      cells.add(new CellView(key, some, some, 12, 4_000));
    }
    return new ExperimentView(
        id,
        "to-compress",
        "mia",
        "running",
        Map.of("running", 1L, "waiting", 2L),
        Map.of("valid", 12L, "invalid", 1L, "failed", 0L),
        Map.of("finished", 1L),
        Map.of("converged", SOME),
        30,
        1.7e9,
        cells,
        hidden,
        List.of(new IdleView("tx2-1", "MAXN", true, 2.5)),
        List.of(new VariantView("lenet", "baseline", "tensorflow", 829_948, 0.99, 0.98)));
  }

  private static HistogramValue some() {
    Histogram histogram = new Histogram(.0005, .0009, .001, .0011, .0015, .002, .005, .01, .1);
    histogram.add(0.001);
    return histogram.value();
  }
}
