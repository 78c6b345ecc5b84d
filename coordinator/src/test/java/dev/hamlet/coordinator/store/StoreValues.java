package dev.hamlet.coordinator.store;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small experiment with three cells in two groups, for tests. */
public final class StoreValues {

  public static final CellGroup GROUP = new CellGroup("e-1", "twin-1", "MAXN");
  static final CellGroup OTHER_GROUP = new CellGroup("e-1", "twin-2", "MAXN", 1);
  static final PlannedCell CELL_A = cell(GROUP, "cell-a", "baseline", "aa");
  static final PlannedCell CELL_B = cell(GROUP, "cell-b", "store_bits=8", "bb");
  static final PlannedCell CELL_C = cell(OTHER_GROUP, "cell-c", "baseline", "aa");

  /** Not in the order of their names, so that the order of submit shows. */
  public static final List<PlannedCell> CELLS = List.of(CELL_B, CELL_A, CELL_C);

  public static final List<VariantRecord> VARIANTS =
      List.of(
          new VariantRecord("lenet", "store_bits=8", "bb", "store_bits: 8", 100, 2000, 400, 100),
          new VariantRecord("lenet", "baseline", "aa", "none", 100, 2000, 400, 380));
  public static final ExperimentRecord EXPERIMENT =
      ExperimentRecord.submitted(
              "e-1", "submission-1", "demo", "mia", "demo.yaml", "kind: Experiment\n", 42, "cc", 50)
          .on(Set.of("twin-2", "twin-1"));
  static final Verdict CONVERGED = new Verdict(VerdictState.CONVERGED, "both within 5 %");

  private StoreValues() {}

  public static LeaseRequest lease(String leaseId, long epochMs) {
    return new LeaseRequest(leaseId, GROUP, "session-1", List.of("cell-a", "cell-b"), epochMs);
  }

  static LeaseRequest otherLease(String leaseId, long epochMs) {
    return new LeaseRequest(leaseId, OTHER_GROUP, "session-2", List.of("cell-c"), epochMs);
  }

  public static TrialResult trial(String cellId, int number, long token) {
    return new TrialResult(
        cellId,
        number,
        1,
        token,
        "twin-1",
        "boot-1",
        TrialStatus.VALID,
        "",
        new LatencyFigures(100, 0.01, 0.001, 0.009, 0.0099, 0.012, 0.0125, 0.013),
        new EnergyFigures(1.02, 9.5, 3.1, 6.4, 3.04, 3.03, 3.05, 9.31),
        new SamplingFigures(2020, 3, 998.5, 0.004),
        0.4,
        5_000_000_000_123L,
        5_001_000_000_456L,
        41.5,
        Double.NaN,
        1_700_000_000_000L + number,
        TrialConditions.UNKNOWN,
        SensorSnapshot.of(sensors()).id(),
        List.of(new Flag(FlagKind.IDLE_NEAR_ZERO, "Idle power is \"0\" W.")));
  }

  static TrialResult invalid(String cellId, int number, long token) {
    TrialResult valid = trial(cellId, number, token);
    return new TrialResult(
        cellId,
        number,
        2,
        token,
        "twin-1",
        "boot-1",
        TrialStatus.INVALID,
        "samples are missing",
        valid.latency(),
        null,
        valid.sampling(),
        0,
        valid.burstStartNs(),
        valid.burstEndNs(),
        41.5,
        42.5,
        7);
  }

  static TrialResult failed(String cellId, int number, long token) {
    double unknown = Double.NaN;
    return new TrialResult(
        cellId,
        number,
        2,
        token,
        "twin-1",
        "boot-1",
        TrialStatus.FAILED,
        "the worker died",
        null,
        null,
        null,
        0,
        0,
        0,
        unknown,
        unknown,
        8);
  }

  static EvaluationRecord evaluation(double accuracy) {
    return new EvaluationRecord(
        "e-1", "aa", "tensorflow", "twin-1", 2000, accuracy, 0.97, 0.96, 0.965, "", 6);
  }

  static List<SensorGroup> sensors() {
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
                new Rail("VDD_IN", RailScope.SUPPLY, 0.0765)
                    .withShunt(20_000, ErrorLimits.ina3221(20_000, 19.1)),
                new Rail("VDD_SYS_GPU", RailScope.COMPONENT, 0.0765)),
            SensorFacts.configured("twin", SensorMode.CONTINUOUS, 0x7007, 1, 400_000)));
  }

  public static DeviceRecord device(String name, String state, long firstSeen, long lastSeen) {
    return device(name, state, firstSeen, lastSeen, sensors());
  }

  static DeviceRecord device(
      String name, String state, long firstSeen, long lastSeen, List<SensorGroup> sensors) {
    return new DeviceRecord(
        name,
        "tx2",
        Map.of("room", "lab"),
        true,
        "host-1",
        "boot-1",
        "session-1",
        "0.1.0",
        "Linux",
        "17",
        2,
        sensors,
        List.of("tensorflow"),
        List.of("MAXN", "MAXQ"),
        state,
        firstSeen,
        lastSeen);
  }

  private static PlannedCell cell(CellGroup group, String id, String variant, String artifact) {
    CellSpec spec =
        new CellSpec(
            id, "lenet", variant, artifact, "tensorflow", 1, "cc", 3, Map.of("batch", "1"));
    return new PlannedCell(group, spec, "module", List.of("VDD_IN"));
  }
}
