package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacementTest {

  private final Bench bench = new Bench();

  @Test
  void unstartedGroupOfALostDevice_goesToAnotherThatMayRunIt() {
    bench.movable = true;
    FakeAgent a = bench.agent("a", "s-a").connect();
    FakeAgent b = bench.agent("b", "s-b").connect();
    bench.submit("e-0", List.of("a"), "baseline");
    bench.submit("e-1", List.of("a"), "baseline", "v");

    assertThat(a.grants).hasSize(1);
    assertThat(b.grants).as("b is idle, a is busy, so b is earlier").hasSize(1);
    assertThat(bench.cell("e-1/a/v").plan().group().device()).isEqualTo("b");
    assertThat(bench.store.openLeases())
        .extracting(lease -> lease.group().device())
        .containsExactly("a", "b");
  }

  @Test
  void boundGroup_waitsForItsDevice() {
    FakeAgent a = bench.agent("a", "s-a").connect();
    FakeAgent b = bench.agent("b", "s-b").connect();
    bench.submit("e-0", List.of("a"), "baseline");
    bench.submit("e-1", List.of("a"), "baseline", "v");

    assertThat(a.grants).hasSize(1);
    assertThat(b.grants).isEmpty();
    bench.pass(Duration.ofSeconds(10));
    assertThat(b.grants).isEmpty();
  }

  @Test
  void movedGroup_isMeasuredWhereItWentAndSurvivesARestart() {
    bench.movable = true;
    bench.agent("a", "s-a").connect();
    FakeAgent b = bench.agent("b", "s-b").connect();
    bench.submit("e-0", List.of("a"), "baseline");
    bench.submit("e-1", List.of("a"), "baseline");
    b.runAll();

    assertThat(bench.store.trials("e-1/a/baseline"))
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.device()).isEqualTo("b"));
    bench.restart();
    assertThat(bench.cell("e-1/a/baseline").plan().group().device()).isEqualTo("b");
  }

  @Test
  void runningExperiment_saysWhenItIsExpectedToBeThrough() {
    bench.agent("a", "s-a").connect();
    bench.submit("e-0", List.of("a"), "baseline", "v");
    bench.timeLimit = null;

    // Without history: the phases of 0.6 s and a second on top, 4 x 1.3 trials of each of 2 cells.
    assertThat(bench.snapshot("e-0").etaMs()).isBetween(15_000L, 18_000L);
  }

  @Test
  void coordinatorRestarted_knowsFromStoredTrialsWhatCellsTake() {
    bench.timeLimit = null;
    FakeAgent a = bench.agent("a", "s-a").connect();
    bench.submit("e-0", List.of("a"), "baseline", "v");
    a.runAll();

    bench.restart();
    bench.agent("a", "s-b").connect();
    bench.submit("e-1", List.of("a"), "baseline", "v");

    // Two cells of 4 trials at least, which took a minute each; a cold model expects 17 s.
    assertThat(bench.snapshot("e-1").etaMs()).isBetween(240_000L, 560_000L);
  }

  @Test
  void boardThatJoinsLater_getsWhatWaitsForItsKind() {
    bench.movable = true;
    bench.agent("a", "s-a").connect();
    bench.submit("e-0", List.of("a"), "baseline");
    bench.submit("e-1", List.of("a"), "baseline");
    FakeAgent b = bench.agent("b", "s-b").connect();
    assertThat(b.grants).isEmpty();

    bench.pass(Duration.ofSeconds(2));
    assertThat(b.grants).hasSize(1);
  }
}
