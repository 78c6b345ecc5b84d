package dev.hamlet.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.dist.Eventually;
import dev.hamlet.dist.HamletProcess;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator is backed up while it works, goes on, dies, and comes back from the backup: its
 * agents take the restored one for theirs, telemetry that it lacks is named, and trials that it has
 * not heard of are measured once more, under the same numbers.
 */
@Tag("chaos")
class RestoredCoordinatorIT {

  private static final long SEED = 1;
  private static final long PATIENCE_S = 600;
  private static final int BEFORE = 15;
  private static final int AFTER = 15;
  private static final String NAMED = "will never come";

  @TempDir Path folder;

  @Test
  void whatTheBackupLacks_isNamedAndMeasuredOnceMore() throws Exception {
    try (ChaosFleet fleet = new ChaosFleet(folder, SEED, new ChaosTally(SEED))) {
      var connected = await(fleet, "", status -> true);
      assertThat(connected).isNotNull();
      String id = new ChaosExperiment().submitByCommand(folder, fleet.operator());
      int atBackup = await(fleet, id, status -> status.getTrialsDone() >= BEFORE).getTrialsDone();
      Path backup = folder.resolve("backup.zip");
      hamlet("backup", "--output=" + backup, "--coordinator=" + address(fleet));
      var further = await(fleet, id, status -> status.getTrialsDone() >= atBackup + AFTER);
      assertThat(further.getTrialsDone()).isGreaterThan(atBackup);

      fleet.killCoordinator();
      hamlet("restore", backup.toString(), "--state=" + fleet.nextState());
      var unused = fleet.startCoordinator();
      var end = await(fleet, id, status -> !status.getState().equals("running"));

      assertThat(end.getState()).isEqualTo("finished");
      RoundResults results = RoundResults.of(fleet.operator(), id);
      results.requireWholeNumbers();
      results.requireCounts();
      assertThat(results.outcomes())
          .hasSize(ChaosExperiment.CELLS)
          .allSatisfy(cell -> assertThat(cell.trials()).isEqualTo(ChaosExperiment.TRIALS));
      assertThat(fleet.coordinatorLog()).contains(NAMED);
      StoreAudit.require(fleet.state(), folder.resolve("audit"));
    }
  }

  private void hamlet(String verb, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(verb));
    command.addAll(List.of(arguments));
    HamletProcess process =
        HamletProcess.startBriefly(folder.resolve(verb + "-command.log"), command);
    assertThat(process.exitCode(PATIENCE_S)).as(process.output()).isZero();
  }

  private static String address(ChaosFleet fleet) {
    CoordinatorAddress address = fleet.operator().address();
    return address.host() + ":" + address.port();
  }

  /** Waits for an experiment, or without one for every device. */
  private static ExperimentStatus await(
      ChaosFleet fleet, String id, Predicate<ExperimentStatus> wanted) {
    return Eventually.get(PATIENCE_S, () -> asked(fleet, id, wanted), () -> "waits for " + id);
  }

  private static @Nullable ExperimentStatus asked(
      ChaosFleet fleet, String id, Predicate<ExperimentStatus> wanted) {
    try {
      if (id.isEmpty()) {
        return fleet.operator().devices().size() == ChaosFleet.DEVICES
            ? ExperimentStatus.getDefaultInstance()
            : null;
      }
      ExperimentStatus status = fleet.operator().experiment(id);
      return wanted.test(status) ? status : null;
    } catch (HamletException away) {
      return null; // not there yet
    }
  }
}
