package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ResultsRequest.Document;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of an experiment during which processes are killed, links cut and disks filled: afterwards
 * its results are those of an undisturbed run, in number and identity.
 *
 * <p>{@code -Dhamlet.chaos.rounds=N -Dhamlet.chaos.seed=S}: round n of seed S does the same things
 * at the same times every time.
 */
@Tag("chaos")
class ChaosIT {

  private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);
  private static final int ROUNDS = Integer.getInteger("hamlet.chaos.rounds", 12);
  private static final long SEED = Long.getLong("hamlet.chaos.seed", 1);
  private static final int CELLS = 2 * ChaosFleet.GROUPS.size() * ChaosFleet.DEVICES_PER_GROUP;
  private static final int TRIALS = 6;
  private static final long PATIENCE_S = 300;

  private final SystemClock clock = new SystemClock();

  @TempDir Path folder;

  @Test
  void results_areThoseOfAnUndisturbedRunWhateverHappens() throws Exception {
    try (ChaosFleet fleet = new ChaosFleet(folder, SEED)) {
      Map<String, Integer> undisturbed = round(fleet, 0, List.of());
      assertThat(undisturbed)
          .hasSize(CELLS)
          .allSatisfy((cell, n) -> assertThat(n).isEqualTo(TRIALS));
      int done = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        List<Planned> plan = plan(fleet, round);
        assertThat(round(fleet, round, plan))
            .as("seed %d, round %d: %s", SEED, round, plan)
            .isEqualTo(undisturbed);
        done++;
      }
      LOG.info(
          "chaos: seed {}, {} rounds, {} results each; coordinator ended by itself {} times, {}"
              + " devices released",
          SEED,
          done,
          CELLS * TRIALS,
          fleet.unwantedRestarts(),
          fleet.releases());
    }
  }

  private record Planned(ChaosFault fault, String group, long afterMs, long forMs) {}

  private static List<Planned> plan(ChaosFleet fleet, int round) {
    SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + round);
    ChaosFault[] known = ChaosFault.values();
    List<Planned> plan = new ArrayList<>();
    int faults = 2 + random.nextInt(2);
    for (int i = 0; i < faults; i++) {
      ChaosFault fault = known[random.nextInt(known.length)];
      String group = ChaosFleet.GROUPS.get(random.nextInt(ChaosFleet.GROUPS.size()));
      plan.add(new Planned(fault, group, 200 + random.nextInt(1_500), 300 + random.nextInt(1_500)));
    }
    return fleet.disk().isSmall()
        ? plan
        : plan.stream().filter(planned -> planned.fault() != ChaosFault.FILL_DISK).toList();
  }

  /** Runs the experiment while the plan is carried out; valid trials by cell. */
  private Map<String, Integer> round(ChaosFleet fleet, int round, List<Planned> plan)
      throws Exception {
    long startNs = clock.monotonicNs();
    String id = fleet.submit(experiment(round));
    SplittableRandom random = new SplittableRandom(SEED + round);
    for (Planned planned : plan) {
      pause(planned.afterMs());
      planned.fault().begin(fleet, planned.group(), random);
      pause(planned.forMs());
      planned.fault().end(fleet, planned.group());
    }
    ExperimentStatus end =
        Eventually.get(
            PATIENCE_S,
            () -> ended(fleet, id),
            () -> "seed %d, round %d: %s\n%s".formatted(SEED, round, plan, status(fleet, id)));
    assertThat(end.getState()).as(end.toString()).isEqualTo("finished");
    for (CellStatus cell : end.getCellsList()) {
      assertThat(cell.getState()).as(cell.toString()).isIn("converged", "not_converged");
    }
    LOG.info(
        "chaos: seed {}, round {} took {} s: {}",
        SEED,
        round,
        (clock.monotonicNs() - startNs) / 1_000_000_000,
        plan);
    return validTrials(fleet, id);
  }

  private @Nullable ExperimentStatus ended(ChaosFleet fleet, String id) {
    ExperimentStatus status = status(fleet, id);
    return status == null
            || status.getState().equals("running")
            || status.getState().equals("queued")
        ? null
        : status;
  }

  /** Null while the coordinator does not answer. */
  private static @Nullable ExperimentStatus status(ChaosFleet fleet, String id) {
    try {
      fleet.lookAfter();
      try (OperatorClient operator = fleet.operator()) {
        return operator.experiment(id);
      }
    } catch (HamletException away) {
      LOG.debug("no answer", away);
      return null;
    }
  }

  private static Map<String, Integer> validTrials(ChaosFleet fleet, String id) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OperatorClient operator = fleet.operator()) {
      operator.results(id, Document.TRIALS_CSV, bytes);
    }
    List<Map<String, String>> rows = Csv.rows(bytes.toString(StandardCharsets.UTF_8));
    assertThat(rows.stream().map(row -> row.get("cell_id") + "#" + row.get("trial")))
        .doesNotHaveDuplicates();
    assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("simulated", "true"));
    Map<String, Integer> valid = new TreeMap<>();
    for (Map<String, String> row : rows) {
      if (row.getOrDefault("status", "").equals("valid")) {
        valid.merge(row.get("device") + " " + row.get("variant"), 1, Integer::sum);
      }
    }
    return valid;
  }

  private Path experiment(int round) throws Exception {
    Path file = folder.resolve("round-" + round + ".yaml");
    return Files.writeString(
        file,
        """
        apiVersion: hamlet/v1
        kind: Experiment
        metadata: {name: chaos-%d, owner: tests}
        models:
          lenet: {zoo: lenet, seed: 1, steps: 40}
        inputs: {set: digits-test, measure: {count: 1, seed: 7}, evaluate: {count: 50}}
        matrix:
          model: [lenet]
          variant: [baseline, {store_bits: 8}]
          runtime: [tensorflow]
          threads: [1]
          power_mode: [MAXN]
        devices: {match: {}, run_on: every}
        profile: demo
        trials: {min: %d, max: %d, visit: 1}
        burst: {seconds: 0.3, inferences: 20}
        gate: {temperature_within_c: 30}
        retry: {infrastructure: 20}
        order: {seed: %d}
        """
            .formatted(round, TRIALS, TRIALS, round));
  }

  private void pause(long ms) throws InterruptedException {
    clock.waitUntil(clock.monotonicNs() + ms * 1_000_000);
  }
}
