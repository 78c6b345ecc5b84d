package dev.hamlet.twin.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.common.worker.EdgeConsumer;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.truth.GroundTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinBoardTest {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final List<BoardRail> RAILS =
      List.of(BoardRail.VDD_IN, BoardRail.VDD_SYS_GPU, BoardRail.VDD_SYS_CPU);

  @Test
  void idleBoard_readsItsPowerToWithinOneStep() {
    TwinBoard board = board(virtual(), List.of());
    board.evaluate(START_NS + 10 * MS);

    assertThat(board.ready()).isTrue();
    for (int rail = 0; rail < RAILS.size(); rail++) {
      // half a step of shunt voltage, half a step of bus voltage (0.02 %), truncation to 1 mW
      double toleranceMw = RAILS.get(rail).resolutionWatts() * 1e3 / 2 + 2;
      assertThat((double) board.milliwatts(rail))
          .isCloseTo(board.powerWatts(RAILS.get(rail)) * 1e3, within(toleranceMw));
    }
  }

  @Test
  void firstRoundNotOver_isNotReady() {
    TwinBoard board = board(virtual(), List.of());
    board.evaluate(START_NS + 100_000);

    assertThat(board.ready()).isFalse();
  }

  @Test
  void randomActivity_hasExactlyTheEnergyOfTheTruth() {
    List<ActivityEdge> edges = randomEdges(new SplittableRandom(11), 500);
    TwinBoard board = board(virtual(), edges);
    GroundTruth truth = truth(edges);
    for (long ms = 1; ms <= 4_000; ms++) {
      board.evaluate(START_NS + ms * MS);
    }

    for (BoardRail rail : BoardRail.values()) {
      double joules = truth.energyJoules(rail, new TimeInterval(START_NS, START_NS + 4_000 * MS));
      // sums of a few thousand pieces in double precision
      assertThat(board.energyJoules(rail)).isCloseTo(joules, within(1e-9));
    }
  }

  @Test
  void equalSeed_givesEqualReadingsHoweverOftenItIsRead() {
    List<ActivityEdge> edges = randomEdges(new SplittableRandom(3), 100);
    TwinBoard often = board(TwinSettings.live(42, RAILS).with(Duration.ZERO), edges);
    TwinBoard seldom = board(TwinSettings.live(42, RAILS).with(Duration.ZERO), edges);
    for (long ms = 1; ms <= 700; ms++) {
      often.evaluate(START_NS + ms * MS);
    }
    seldom.evaluate(START_NS + 700 * MS);

    for (int rail = 0; rail < RAILS.size(); rail++) {
      assertThat(seldom.milliwatts(rail)).isEqualTo(often.milliwatts(rail));
    }
  }

  @Test
  void otherSeed_isAnotherBoard() {
    assertThat(meanMilliwatts(TwinSettings.live(1, RAILS)))
        .isNotEqualTo(meanMilliwatts(TwinSettings.live(2, RAILS)));
  }

  @Test
  void lateEdge_takesEffectAtTheEvaluatedMomentAndIsCounted(@TempDir Path folder) {
    ActivityRing ring = ActivityRing.create(folder.resolve("activity"), 64);
    TwinSettings settings = virtual().with(Duration.ofMillis(50));
    TwinBoard board = new TwinBoard(settings, ActivitySource.live(ring), START_NS);
    board.evaluate(START_NS + 200 * MS);
    double before = board.energyJoules(BoardRail.VDD_IN);
    double idle = board.powerWatts(BoardRail.VDD_IN);

    ring.publish(START_NS + 100 * MS, 1_000);
    board.evaluate(START_NS + 200 * MS);
    assertThat(board.energyJoules(BoardRail.VDD_IN)).isEqualTo(before);
    board.evaluate(START_NS + 300 * MS);

    assertThat(board.clampedEdges()).isEqualTo(1);
    // busy from 150 ms, the moment evaluated last, to 250 ms; warming adds less than 0.1 mW
    assertThat(board.energyJoules(BoardRail.VDD_IN) - before)
        .isCloseTo(0.1 * (idle + 1.55), within(1e-5));
  }

  @Test
  void edgeWithinTheLag_isExactAndNotCounted(@TempDir Path folder) {
    ActivityRing ring = ActivityRing.create(folder.resolve("activity"), 64);
    TwinSettings settings = virtual().with(Duration.ofMillis(50));
    TwinBoard board = new TwinBoard(settings, ActivitySource.live(ring), START_NS);
    board.evaluate(START_NS + 200 * MS);
    ring.publish(START_NS + 160 * MS, 1_000);
    board.evaluate(START_NS + 300 * MS);

    double truth =
        truth(List.of(new ActivityEdge(START_NS + 160 * MS, 1_000)))
            .energyJoules(BoardRail.VDD_IN, new TimeInterval(START_NS, START_NS + 250 * MS));
    double idleBefore = 0.05 * board(virtual(), List.of()).powerWatts(BoardRail.VDD_IN);
    assertThat(board.clampedEdges()).isZero();
    // the board starts one lag earlier than the truth
    assertThat(board.energyJoules(BoardRail.VDD_IN)).isCloseTo(truth + idleBefore, within(1e-9));
  }

  @Test
  void powerMode_changesAtItsMomentNotBefore() {
    TwinSettings settings = virtual().with(Duration.ofMillis(50));
    TwinBoard board = new TwinBoard(settings, new ScheduledActivity(List.of()), START_NS);
    double before = board.powerWatts(BoardRail.VDD_IN);
    board.setPowerMode(PowerMode.MAXQ, START_NS + 100 * MS);

    board.evaluate(START_NS + 149 * MS);
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isCloseTo(before, within(1e-9));
    board.evaluate(START_NS + 151 * MS);
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isLessThan(before - 0.1);
    assertThat(board.powerMode()).isEqualTo(PowerMode.MAXQ);
  }

  @Test
  void longAbsence_isCaughtUpExactlyInEnergyAndCheaplyInConversions() {
    List<ActivityEdge> edges = List.of(new ActivityEdge(START_NS + 1_000 * MS, 1_000));
    TwinBoard board = board(virtual(), edges);
    long hourNs = 3_600_000 * MS;
    board.evaluate(START_NS + hourNs);

    double joules =
        truth(edges).energyJoules(BoardRail.VDD_IN, new TimeInterval(START_NS, START_NS + hourNs));
    assertThat(board.energyJoules(BoardRail.VDD_IN)).isCloseTo(joules, within(1e-6));
    assertThat((double) board.milliwatts(0))
        .isCloseTo(board.powerWatts(BoardRail.VDD_IN) * 1e3, within(25.0));
  }

  @Test
  void longSchedule_isTakenWholeInOneStep() {
    List<ActivityEdge> edges = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      edges.add(new ActivityEdge(START_NS + (i + 1) * MS / 100, i % 2 * 1_000));
    }
    TwinBoard board = board(virtual(), edges);
    board.evaluate(START_NS + 1_000 * MS);

    TimeInterval all = new TimeInterval(START_NS, START_NS + 1_000 * MS);
    assertThat(board.lostEdges()).isZero();
    assertThat(board.clampedEdges()).isZero();
    // 100,000 pieces in double precision
    assertThat(board.energyJoules(BoardRail.VDD_IN))
        .isCloseTo(truth(edges).energyJoules(BoardRail.VDD_IN, all), within(1e-8));
  }

  @Test
  void moreEdgesThanFit_areCountedAsLost() {
    ActivitySource flood =
        new ActivitySource() {
          @Override
          public void drain(EdgeConsumer consumer) {
            for (int i = 0; i < 70_000; i++) {
              consumer.edge(START_NS + MS, i % 2 * 1_000);
            }
          }

          @Override
          public long overruns() {
            return 5;
          }
        };
    TwinBoard board = new TwinBoard(virtual(), flood, START_NS);
    board.evaluate(START_NS);

    assertThat(board.lostEdges()).isEqualTo(70_000 - 65_536 + 5);
  }

  private static double meanMilliwatts(TwinSettings settings) {
    TwinBoard board = board(settings.with(Duration.ZERO), List.of());
    double sum = 0;
    for (long ms = 10; ms < 510; ms++) {
      board.evaluate(START_NS + ms * MS);
      sum += board.milliwatts(0);
    }
    return sum / 500;
  }

  private static List<ActivityEdge> randomEdges(RandomGenerator random, int count) {
    List<ActivityEdge> edges = new ArrayList<>();
    long ns = START_NS;
    for (int i = 0; i < count; i++) {
      ns += random.nextLong(10 * MS);
      edges.add(new ActivityEdge(ns, random.nextInt(5) * 1_000));
    }
    return edges;
  }

  private static TwinSettings virtual() {
    return TwinSettings.live(1, RAILS).withoutSensorErrors().with(Duration.ZERO);
  }

  private static TwinBoard board(TwinSettings settings, List<ActivityEdge> edges) {
    return new TwinBoard(settings, new ScheduledActivity(edges), START_NS);
  }

  private static GroundTruth truth(List<ActivityEdge> edges) {
    TwinSettings settings = virtual();
    return new GroundTruth(settings.thermal(), settings.powerMode(), START_NS, edges);
  }
}
