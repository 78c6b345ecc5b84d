package dev.hamlet.benchmarks.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.simulation.FleetListener;
import dev.hamlet.agent.simulation.FleetPlan;
import dev.hamlet.agent.simulation.SimulatedFleet;
import dev.hamlet.agent.simulation.Speed;
import dev.hamlet.agent.simulation.fault.FaultKind;
import dev.hamlet.agent.simulation.fault.FaultPlan;
import dev.hamlet.agent.simulation.fault.FaultScriptParser;
import dev.hamlet.agent.simulation.fault.ScriptedFault;
import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.CellRecord;
import io.grpc.ManagedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the examples, played to a fleet under a whole coordinator. */
class ExampleFaultsTest {

  private static final Path SCRIPT = Path.of("../examples/simulate/faults.yaml");
  private static final String FULL = "sim-0001";
  private static final int DEVICES = 7;
  private static final int TRIALS = 10;

  /** Ten trials may leave an interval too wide; what faults must not cost is a trial. */
  private static final Set<VerdictState> MEASURED =
      Set.of(VerdictState.CONVERGED, VerdictState.NOT_CONVERGED);

  @TempDir private Path folder;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  @Test
  void script_costsNoTrialAndOnlyTheFullBoardMayNeedARetry() throws Exception {
    FaultPlan faults = FaultScriptParser.parse("faults.yaml", Files.readString(SCRIPT));
    assertThat(faults.faults())
        .extracting(ScriptedFault::kind)
        .containsExactlyInAnyOrder(FaultKind.values());
    Path state = folder.resolve("coordinator");
    try (Coordinator coordinator =
            Coordinator.open(CoordinatorConfig.in(state, "test").withPorts(0, 0));
        SimulatedFleet fleet =
            SimulatedFleet.start(plan(coordinator.grpcPort(), faults), new Told())) {
      SimulatedExperiment experiment = new SimulatedExperiment(state, folder.resolve("made"));
      Patience patience = new Patience(new SystemClock(), new SystemClock(), line -> {});
      patience.await("boards", fleet.devices(), () -> coordinator.registry().size());
      String id = experiment.submit(channel(coordinator), TRIALS, 1, 1);
      patience.await("verdicts", DEVICES, () -> decided(coordinator, id));
      patience.await("kinds of faults", DEVICES, told::size);

      for (CellRecord cell : coordinator.store().cells(id)) {
        assertVerdict(cell, coordinator.store().trials(cell.plan().spec().cellId()));
      }
      // three refusals in a row quarantine a board: whoever has made room says so
      experiment.release(channel(coordinator), FULL);
      experiment.retry(channel(coordinator), id);
      patience.await("measured cells", DEVICES, () -> measured(coordinator, id));
    }
  }

  private static void assertVerdict(CellRecord cell, List<TrialResult> trials) {
    Verdict verdict = Objects.requireNonNull(cell.verdict());
    assertThat(trials).extracting(TrialResult::trialNumber).doesNotHaveDuplicates();
    if (cell.plan().group().device().equals(FULL) && verdict.state() == VerdictState.FAILED) {
      assertThat(verdict.reason()).contains("No space left on device");
      return; // on a slow machine there is room again before it has its lease
    }
    assertThat(MEASURED)
        .as(cell.plan().group().device() + ": " + verdict.reason())
        .contains(verdict.state());
    assertThat(trials).filteredOn(trial -> trial.status() == TrialStatus.VALID).hasSize(TRIALS);
  }

  private static long decided(Coordinator coordinator, String id) {
    return coordinator.store().cells(id).stream().filter(cell -> cell.verdict() != null).count();
  }

  private static long measured(Coordinator coordinator, String id) {
    return coordinator.store().cells(id).stream()
        .map(CellRecord::verdict)
        .filter(verdict -> verdict != null && MEASURED.contains(verdict.state()))
        .count();
  }

  private static ManagedChannel channel(Coordinator coordinator) {
    return Channels.open("127.0.0.1", coordinator.grpcPort(), TransportSecurity.PLAINTEXT);
  }

  private FleetPlan plan(int port, FaultPlan faults) {
    return new FleetPlan(
        DEVICES,
        "sim",
        new CoordinatorAddress("127.0.0.1", port),
        TransportSecurity.PLAINTEXT,
        1,
        Speed.parse("10"),
        List.of("VDD_IN"),
        Map.of(),
        faults,
        folder.resolve("fleet"),
        1,
        "test");
  }

  private final class Told implements FleetListener {

    @Override
    public void connected(String device) {}

    @Override
    public void refused(String device, HamletException refusal) {
      throw refusal;
    }

    @Override
    public void fault(String device, String words) {
      told.add(device);
    }
  }
}
