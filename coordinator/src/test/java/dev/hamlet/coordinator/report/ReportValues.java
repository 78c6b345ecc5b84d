package dev.hamlet.coordinator.report;

import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.FakeResultStore;
import dev.hamlet.coordinator.store.FreshStart;
import dev.hamlet.coordinator.store.LeaseRequest;
import dev.hamlet.coordinator.store.SensorSnapshot;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An experiment on two twins with figures that are easily added up. */
final class ReportValues {

  private static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: "report", owner: "mia"}
      models: {lenet: {zoo: lenet}}
      inputs: {set: digits-test}
      matrix: {variant: [baseline, {store_bits: 8}]}
      profile: demo
      """;

  private static final Flag FLAG = new Flag(FlagKind.IDLE_NEAR_ZERO, "Idle power is 0 W.");

  private ReportValues() {}

  static ResultsData data() {
    return data(store -> {});
  }

  /** The first device is described anew after its trials. */
  static ResultsData withSensorsChangedAfterwards() {
    return data(store -> store.saveDevice(device("twin-1", slower())));
  }

  /** One more trial of the first cell, under other settings. */
  static ResultsData withSensorsChangedInBetween() {
    return data(
        store -> {
          store.saveDevice(device("twin-1", slower()));
          TrialResult last = store.trials("cell-1").get(0);
          store.saveTrial(
              trial(
                  "cell-1",
                  6,
                  last.fencingToken(),
                  "twin-1",
                  TrialStatus.VALID,
                  "",
                  0.011,
                  6,
                  slower()));
        });
  }

  /** The first cell was begun anew on another board, after its trial 5. */
  static ResultsData withACellBegunAnew() {
    return data(
        store -> {
          store.endLease("lease-twin-1", AttemptOutcome.WITHDRAWN, "retired", 7);
          store.restart("e-1", List.of(new CellRestart("cell-1", "twin-2", new FreshStart(5, 5))));
          LeaseRequest request =
              new LeaseRequest(
                  "lease-anew",
                  new CellGroup("e-1", "twin-2", "MAXN"),
                  "session",
                  List.of("cell-1"),
                  1_700_000_000_000L);
          long token = store.grantLease(request).fencingToken();
          store.saveTrial(
              trial("cell-1", 6, token, "twin-2", TrialStatus.VALID, "", 0.02, 7)
                  .repeating(new TrialRetry(6, RetryCause.LOST)));
        });
  }

  /** Two more trials of the first cell, by agents of two versions. */
  static ResultsData withAgentUpgradedInBetween() {
    return data(
        store -> {
          for (int trial = 6; trial <= 7; trial++) {
            String version = "0." + trial + ".0";
            LeaseRequest request =
                new LeaseRequest(
                    "lease-of-" + version,
                    new CellGroup("e-1", "twin-1", "MAXN"),
                    "session-of-" + version,
                    List.of("cell-1"),
                    1_700_000_000_000L,
                    version);
            long token = store.grantLease(request).fencingToken();
            store.saveTrial(
                trial("cell-1", trial, token, "twin-1", TrialStatus.VALID, "", 0.01, 5));
          }
        });
  }

  private static List<SensorGroup> slower() {
    return sensors().stream().map(group -> group.sampledAt(500)).toList();
  }

  private static ResultsData data(Consumer<FakeResultStore> also) {
    try (FakeResultStore store = new FakeResultStore()) {
      store.submit(
          ExperimentRecord.submitted("e-1", "s-1", "report", "mia", "r.yaml", FILE, 42, "cc", 50),
          List.of(
              new VariantRecord("lenet", "baseline", "aa", "none", 100, 2000, 400, 380),
              new VariantRecord(
                  "lenet", "store_bits=8", "bb", "store_bits: 8", 100, 2000, 120, 90)),
          List.of(
              cell("twin-1", "cell-1", "baseline", "aa"),
              cell("twin-2", "cell-2", "baseline", "aa"),
              cell("twin-1", "cell-3", "store_bits=8", "bb")));
      measure(store, "twin-1", "cell-1", 0.010, List.of("cell-1", "cell-3"));
      measure(store, "twin-2", "cell-2", 0.020, List.of("cell-2"));
      also.accept(store);
      store.endCell("cell-1", new Verdict(VerdictState.CONVERGED, "both within 5 %"), 9);
      return ResultsData.of(store, "e-1", Map.of("hamlet_version", "0.1.0"));
    }
  }

  private static void measure(
      FakeResultStore store, String device, String cellId, double seconds, List<String> cells) {
    store.saveDevice(device(device, sensors()));
    long token =
        store
            .grantLease(
                new LeaseRequest(
                    "lease-" + device,
                    new CellGroup("e-1", device, "MAXN"),
                    "session",
                    cells,
                    1_700_000_000_000L))
            .fencingToken();
    for (int i = 0; i < 3; i++) {
      store.saveTrial(
          trial(cellId, i + 1, token, device, TrialStatus.VALID, "", seconds + i * 0.001, 5 + i));
    }
    String reason = "samples are missing, \"0.2 s\" in all";
    store.saveTrial(trial(cellId, 4, token, device, TrialStatus.INVALID, reason, seconds, 5));
    store.saveTrial(trial(cellId, 5, token, device, TrialStatus.FAILED, "it died", null, 5));
    store.saveEvaluation(
        new EvaluationRecord(
            "e-1", "aa", "tensorflow", device, 2000, 0.98, 0.97, 0.96, 0.965, "", 6),
        token);
  }

  private static TrialResult trial(
      String cellId,
      int number,
      long token,
      String device,
      TrialStatus status,
      String reason,
      @Nullable Double latency,
      double net) {
    return trial(cellId, number, token, device, status, reason, latency, net, sensors());
  }

  private static TrialResult trial(
      String cellId,
      int number,
      long token,
      String device,
      TrialStatus status,
      String reason,
      @Nullable Double latency,
      double net,
      List<SensorGroup> sensors) {
    return new TrialResult(
        cellId,
        number,
        1,
        token,
        device,
        "boot",
        status,
        reason,
        latency == null
            ? null
            : new LatencyFigures(100, latency, 0, latency, latency, latency, latency, latency),
        latency == null ? null : new EnergyFigures(1, net + 3, 3, net, 3, 3, 3, net + 3),
        latency == null ? null : new SamplingFigures(2000, 3, 999, 0.002),
        0.5,
        0,
        0,
        Double.NaN,
        40,
        1_700_000_001_000L,
        TrialConditions.UNKNOWN,
        SensorSnapshot.of(sensors).id(),
        number == 2 ? List.of(FLAG) : List.of());
  }

  private static PlannedCell cell(String device, String id, String variant, String artifact) {
    CellSpec spec =
        new CellSpec(id, "lenet", variant, artifact, "tensorflow", 1, "cc", 3, Map.of());
    return new PlannedCell(new CellGroup("e-1", device, "MAXN"), spec, "module", List.of("VDD_IN"));
  }

  private static List<SensorGroup> sensors() {
    return List.of(
        new SensorGroup(
            "0-0041",
            "module",
            "twin",
            true,
            1000,
            1190.5,
            0,
            420_000,
            List.of(
                new Rail("VDD_IN", RailScope.SUPPLY, 0.01)
                    .withShunt(20_000, ErrorLimits.ina3221(20_000, 19)))));
  }

  private static DeviceRecord device(String name, List<SensorGroup> sensors) {
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
        2,
        sensors,
        List.of("tensorflow"),
        List.of("MAXN"),
        "available",
        1,
        2,
        List.of(),
        "",
        Map.of("sampler_scheduling", "fifo"),
        new MeterCost(1000, 10, 0.05, 0.04, 0.06, 6, 1, 0.0765),
        new SensorCalibration(13_000_000, 300_000, 2, 3_000_000_000L, 1.9, 4.5, 5));
  }
}
