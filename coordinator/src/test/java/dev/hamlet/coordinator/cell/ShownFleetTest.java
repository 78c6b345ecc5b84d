package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.export.view.ExperimentView;
import dev.hamlet.coordinator.export.view.ExperimentView.CellView;
import dev.hamlet.coordinator.export.view.LiveFleet;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceChange.Kind;
import dev.hamlet.coordinator.ingest.CountingIngestMetrics;
import dev.hamlet.coordinator.live.LivePower;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What metrics show of devices and experiments, and for how long. */
class ShownFleetTest {

  private static final Duration RETENTION = Duration.ofHours(2);
  private static final int MOST_ENDED = 10;
  private static final int CELLS_SHOWN = 140;
  private static final int VARIANTS_SHOWN = 80;

  private final Bench bench = new Bench();

  @Test
  void deviceThatIsNotHeard_losesItsGaugesWithinTenSecondsAndStaysListed() {
    bench.agent("a", "s1").connect();
    bench.clock.advanceNs(9_900_000_000L);
    assertThat(device(fleet()).live()).isTrue();
    bench.clock.advanceNs(200_000_000L);
    assertThat(device(fleet()).live()).isFalse();
  }

  @Test
  void retiredDevice_isNotShownAnyMore() {
    bench.agent("a", "s1").connect();
    assertThat(fleet().devices()).hasSize(1);
    retire("a");
    assertThat(fleet().devices()).isEmpty();
  }

  @Test
  void endedExperiment_isShownForItsRetentionAndThenGone() {
    LiveFleet fleet = fleet();
    end("e");
    bench.clock.advanceNs(RETENTION.toNanos() - 1_000_000_000L);
    assertThat(shown(fleet)).containsExactly("e");
    bench.clock.advanceNs(2_000_000_000L);
    assertThat(shown(fleet)).isEmpty();
  }

  @Test
  void endedExperiment_isShownByTheNextLifeForTheRestOfItsRetention() {
    end("e");
    bench.restart();
    LiveFleet fleet = fleet();
    assertThat(shown(fleet)).containsExactly("e");
    bench.clock.advanceNs(RETENTION.toNanos());
    assertThat(shown(fleet)).isEmpty();
    assertThat(shown(fleet())).isEmpty();
  }

  @Test
  void runningExperiment_isShownHoweverLongItRuns() {
    LiveFleet fleet = fleet();
    bench.timeLimit = null;
    bench.agent("a", "s1").connect();
    bench.submit("e", List.of("a"), "baseline");
    bench.clock.advanceNs(RETENTION.multipliedBy(10).toNanos());
    assertThat(shown(fleet)).containsExactly("e");
  }

  @Test
  void ofEndedExperiments_onlyTheLatestTenAreShown() {
    LiveFleet fleet = fleet();
    for (int i = 0; i <= MOST_ENDED; i++) {
      end("e" + i);
      bench.clock.advanceNs(1_000_000_000L);
    }
    assertThat(shown(fleet)).hasSize(MOST_ENDED).doesNotContain("e0");
  }

  @Test
  void trialsThatAFreshStartSetsAside_areCountedOn() {
    LiveFleet fleet = fleet();
    bench.timeLimit = null;
    bench.movable = true;
    FakeAgent gone = bench.agent("a", "s1").connect();
    bench.submit("e", List.of("a"), "baseline");
    gone.runRound();
    long before = trials(fleet);
    assertThat(before).isPositive();
    bench.agent("b", "s1").connect();
    retire("a");
    assertThat(bench.snapshot("e").cells().get(0).plan().group().device()).isEqualTo("b");
    assertThat(bench.snapshot("e").cells().get(0).summary().trials()).isZero();
    assertThat(trials(fleet)).isEqualTo(before);
    bench.restart();
    assertThat(trials(fleet())).as("of the next life").isEqualTo(before);
  }

  @Test
  void experimentOfManyCells_showsThoseThatItsBudgetAllowsAndCountsTheRest() {
    LiveFleet fleet = fleet();
    bench.timeLimit = null;
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e", List.of("a"), variants(CELLS_SHOWN + 10));
    agent.runRound();
    bench.driver.tick();
    ExperimentView view = fleet.experiments().get(0);
    assertThat(view.cells()).hasSize(CELLS_SHOWN).extracting(CellView::key).doesNotHaveDuplicates();
    assertThat(view.hiddenCells()).isEqualTo(10);
    assertThat(view.models()).hasSize(VARIANTS_SHOWN);
  }

  private static String[] variants(int count) {
    return IntStream.range(0, count).mapToObj(i -> "v" + i).toArray(String[]::new);
  }

  private static long trials(LiveFleet fleet) {
    return fleet.experiments().get(0).trialsByResult().getOrDefault("valid", 0L);
  }

  private LiveFleet fleet() {
    return new LiveFleet(
        bench.registry,
        new LivePower(),
        new CountingIngestMetrics(),
        bench.driver.board(),
        bench.store,
        bench.clock,
        bench.clock,
        bench.driver.fleet(),
        RETENTION);
  }

  private static DeviceView device(LiveFleet fleet) {
    assertThat(fleet.devices()).hasSize(1);
    return fleet.devices().get(0);
  }

  private static List<String> shown(LiveFleet fleet) {
    return fleet.experiments().stream().map(ExperimentView::experiment).toList();
  }

  /** Its only device is retired: there is nothing left to do. */
  private void end(String experiment) {
    String device = "of-" + experiment;
    bench.agent(device, "s1").connect();
    bench.submit(experiment, List.of(device), "baseline");
    retire(device);
    assertThat(bench.store.experiment(experiment).orElseThrow().state().hasEnded()).isTrue();
  }

  private void retire(String device) {
    var unused =
        bench.driver.change(
            new DeviceChange(device, Kind.RETIRE, "mia", "as the test says", Duration.ZERO));
  }
}
