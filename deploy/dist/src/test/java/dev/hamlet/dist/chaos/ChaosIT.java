package dev.hamlet.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.dist.Eventually;
import dev.hamlet.proto.v1.DeviceStatus;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of an experiment during which processes are killed, links cut, clocks stepped and disks
 * filled: afterwards its results are those of an undisturbed run, in number and identity, no lease
 * is left and every board is idle.
 *
 * <p>{@code -Dhamlet.chaos.rounds=N -Dhamlet.chaos.seed=S}: round n of seed S does the same things
 * at the same times every time; {@code -Dhamlet.chaos.first=n} begins with it. The figures are in
 * {@code target/chaos.json}.
 */
@Tag("chaos")
class ChaosIT {

  private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);
  private static final int FIRST = Integer.getInteger("hamlet.chaos.first", 1);
  private static final int ROUNDS = Integer.getInteger("hamlet.chaos.rounds", 10);
  private static final long SEED = Long.getLong("hamlet.chaos.seed", 1);
  private static final long PATIENCE_S = 600;
  private static final double NS = 1e-9;

  private final SystemClock clock = new SystemClock();
  private final ChaosTally tally = new ChaosTally(SEED);
  private final ChaosExperiment experiment = new ChaosExperiment();

  @TempDir Path folder;

  @Test
  void results_areThoseOfAnUndisturbedRunWhateverHappens() throws Exception {
    try (ChaosFleet fleet = new ChaosFleet(folder, SEED, tally)) {
      awaitIdle(fleet, ChaosPlan.undisturbed());
      String first = experiment.submitByCommand(folder, fleet.operator());
      RoundResults undisturbed = follow(fleet, ChaosPlan.undisturbed(), first);
      experiment.learn(undisturbed.document());
      assertThat(undisturbed.outcomes())
          .hasSize(ChaosExperiment.CELLS)
          .allSatisfy(cell -> assertThat(cell.trials()).isEqualTo(ChaosExperiment.TRIALS));
      for (int round = FIRST; round < FIRST + ROUNDS; round++) {
        round(fleet, ChaosPlan.of(SEED, round, fleet.disk().isSmall()), undisturbed.outcomes());
      }
      assertThat(fleet.operator().experiments()).hasSize(1 + ROUNDS);
      fleet.stop();
      tally.joules(JoulesAudit.require(fleet.state()));
    } finally {
      tally.write(Path.of("target", "chaos.json"));
    }
  }

  private void round(ChaosFleet fleet, ChaosPlan plan, Set<RoundResults.CellOutcome> undisturbed)
      throws Exception {
    long startNs = clock.monotonicNs();
    String name = "round-" + plan.round();
    String id = experiment.submit(fleet.operator(), name);
    assertThat(experiment.submit(fleet.operator(), name)).isEqualTo(id);
    RoundResults results = follow(fleet, plan, id);
    assertThat(results.outcomes()).as(plan.toString()).isEqualTo(undisturbed);
    double seconds = (clock.monotonicNs() - startNs) * NS;
    tally.round(plan, seconds, results);
    LOG.info("{}: {} trials, {} s", plan, results.trialsByStatus(), seconds);
  }

  /** Carries the plan out while the experiment runs, and looks at what comes of it. */
  private RoundResults follow(ChaosFleet fleet, ChaosPlan plan, String id) throws Exception {
    RandomGenerator random = plan.random();
    for (ChaosPlan.Step step : plan.steps()) {
      pause(step.afterMs());
      tally.strikes(running(fleet, id));
      step.fault().begin(fleet, step.group(), random);
      pause(step.forMs());
      step.fault().end(fleet, step.group());
    }
    ExperimentStatus end =
        await(
            fleet,
            plan,
            one -> {
              ExperimentStatus status = one.operator().experiment(id);
              return status.getState().equals("running") ? null : status;
            });
    assertThat(end.getState()).as("%s: %s", plan, end).isEqualTo("finished");
    awaitIdle(fleet, plan);
    RoundResults results = RoundResults.of(fleet.operator(), id);
    results.requireWholeNumbers();
    results.requireCounts();
    FleetMetrics.of(fleet.http()).requireTrials(id, results.trialsByStatus());
    StoreAudit.require(fleet.state(), folder.resolve("audit"));
    return results;
  }

  /** Whether it is certain that something is still to be measured. */
  private static boolean running(ChaosFleet fleet, String id) {
    return Boolean.TRUE.equals(
        answer(fleet, one -> one.operator().experiment(id).getState().equals("running")));
  }

  private static void awaitIdle(ChaosFleet fleet, ChaosPlan plan) {
    var unused =
        await(
            fleet,
            plan,
            idle -> {
              List<DeviceStatus> devices = idle.operator().devices();
              return devices.size() == ChaosFleet.DEVICES
                      && devices.stream().allMatch(one -> one.getState().equals("available"))
                  ? devices
                  : null;
            });
  }

  /** Asks until there is an answer; looks after the fleet meanwhile. */
  private static <T> T await(
      ChaosFleet fleet, ChaosPlan plan, Function<ChaosFleet, @Nullable T> question) {
    return Eventually.get(
        PATIENCE_S, () -> answer(fleet, question), () -> plan + "\n" + fleet.operator().devices());
  }

  /** Null while the coordinator does not answer. */
  private static <T> @Nullable T answer(
      ChaosFleet fleet, Function<ChaosFleet, @Nullable T> question) {
    try {
      fleet.lookAfter();
      return question.apply(fleet);
    } catch (HamletException | IOException away) {
      LOG.debug("no answer", away);
      return null;
    }
  }

  private void pause(long ms) throws InterruptedException {
    clock.waitUntil(clock.monotonicNs() + ms * 1_000_000);
  }
}
