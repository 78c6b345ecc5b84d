package dev.hamlet.twin.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.CoreSet;
import dev.hamlet.twin.power.Governor;
import dev.hamlet.twin.power.OperatingPoint.Condition;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.thermal.ThermalModel;
import dev.hamlet.twin.thermal.Throttling;
import dev.hamlet.twin.truth.GroundTruth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoardPhysicsTest {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000 * MS;
  private static final List<ActivityEdge> BUSY = List.of(new ActivityEdge(START_NS + MS, 6_000));

  private final OperatingHistory history = new OperatingHistory();

  @Test
  void hotBoard_takesClocksOffAndTheTruthFollows() {
    TwinSettings settings = settings(BoardOptions.DEFAULT).with(ThermalModel.withFan(35));
    TwinBoard board = board(settings, BUSY);
    board.control(START_NS + 2 * MS, controls -> controls.withFan(0).withGpuMilli(1_000));
    at(board, 600);

    assertThat(board.coolingState()).isPositive();
    assertThat(board.operatingPoint().a57Khz()).isLessThan(2_035_200);
    // throttled as soon as one look finds it at the trip, and it holds there
    assertThat(board.temperatureC()).isBetween(88.0, 98.0);
    assertTruth(settings, board, BUSY, 600);
  }

  @Test
  void boardThatCannotCoolDown_switchesItselfOff() {
    Throttling weak = new Throttling(95.5, 90, 101.5, 500 * MS, 0);
    TwinSettings settings =
        settings(BoardOptions.DEFAULT.with(weak)).with(ThermalModel.withFan(45));
    TwinBoard board = board(settings, BUSY);
    board.control(START_NS + 2 * MS, controls -> controls.withFan(0).withGpuMilli(1_000));
    at(board, 600);

    assertThat(board.operatingPoint().condition()).isEqualTo(Condition.OFF);
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isZero();
    assertTruth(settings, board, BUSY, 600);
  }

  @Test
  void schedutil_climbsWithLoadAndFallsWithoutIt() {
    List<ActivityEdge> burst =
        List.of(
            new ActivityEdge(START_NS + 500 * MS, 1_000), new ActivityEdge(START_NS + SECOND, 0));
    TwinSettings settings = settings(BoardOptions.DEFAULT.with(Governor.SCHEDUTIL));
    TwinBoard board = board(settings, burst);
    board.evaluate(START_NS + 499 * MS);
    assertThat(board.operatingPoint().denverKhz()).isEqualTo(345_600);

    // 345.6 MHz x 1.25^n reaches 2,035 MHz after 8 ticks of 10 ms; steps round up: earlier
    board.evaluate(START_NS + 600 * MS);
    assertThat(board.operatingPoint().denverKhz()).isEqualTo(2_035_200);
    board.evaluate(START_NS + SECOND + 30 * MS);
    assertThat(board.operatingPoint().denverKhz()).isEqualTo(345_600);
    at(board, 2);
    assertTruth(settings, board, burst, 2);
  }

  @Test
  void randomKnobsAndLoad_haveExactlyTheEnergyOfTheTruth() {
    SplittableRandom random = new SplittableRandom(5);
    TwinSettings settings = settings(BoardOptions.DEFAULT.with(Governor.SCHEDUTIL).withDrift(0.4));
    List<ActivityEdge> edges = new ArrayList<>();
    for (long ms = 1; ms < 4_000; ms += 1 + random.nextInt(20)) {
      edges.add(new ActivityEdge(START_NS + ms * MS, random.nextInt(7) * 1_000));
    }
    TwinBoard board = board(settings, edges);
    for (int i = 1; i < 40; i++) {
      PowerMode mode = PowerMode.numbered(random.nextInt(5));
      CoreSet cores = random.nextBoolean() ? CoreSet.A57 : CoreSet.DENVER;
      int gpuMilli = random.nextInt(1_001);
      int pwm = random.nextInt(256);
      board.control(
          START_NS + i * (97 * MS),
          controls -> controls.with(mode).with(cores).withGpuMilli(gpuMilli).withFan(pwm));
    }
    for (long ms = 3; ms < 4_000; ms += 7) {
      board.evaluate(START_NS + ms * MS);
      assertRailsAddUp(board);
    }
    at(board, 4);

    assertThat(history.changes()).hasSizeGreaterThan(100);
    assertTruth(settings, board, edges, 4);
  }

  @Test
  void idleDrift_addsItsTriangleOnTheChipAndTheModule() {
    double drift = energyWithDrift(0.6, BoardRail.VDD_SYS_SOC);
    double still = energyWithDrift(0, BoardRail.VDD_SYS_SOC);

    // 0.6 W a minute over a minute: 18 J; it warms a leakage of 0.6 mW/K by under a kelvin
    assertThat(drift - still).isBetween(18.0, 18.02);
    assertThat(
            energyWithDrift(0.6, BoardRail.VDD_SYS_CPU) - energyWithDrift(0, BoardRail.VDD_SYS_CPU))
        .isBetween(0.0, 0.05);
  }

  @Test
  void heat_isWhatCameInLessWhatLeft() {
    TwinSettings settings = settings(BoardOptions.DEFAULT.withDrift(0.3));
    GroundTruth truth = new GroundTruth(settings, START_NS, BUSY, List.of());
    double left = 0;
    int steps = 4_000;
    double step = 200.0 / steps;
    for (int i = 0; i < steps; i++) {
      long ns = START_NS + Math.round((i + 0.5) * step * 1e9);
      left += (truth.temperatureC(ns) - 25) / 2.5 * step;
    }

    long endNs = START_NS + 200 * SECOND;
    double came = truth.energyJoules(BoardRail.VDD_IN, new TimeInterval(START_NS, endNs));
    double kept = 40 * (truth.temperatureC(endNs) - truth.temperatureC(START_NS));
    // midpoint rule: step^2 / 24 x change of slope, about 1e-4 K/s
    assertThat(came).isCloseTo(kept + left, within(1e-3));
  }

  @Test
  void boundThreads_drawWhatTheirCoresDraw() {
    TwinBoard board = board(settings(BoardOptions.DEFAULT), BUSY);
    board.setPowerMode(PowerMode.MAXP_CORE_DENVER, START_NS + 2 * MS);
    board.control(START_NS + SECOND, controls -> controls.with(CoreSet.A57));
    board.control(START_NS + 2 * SECOND, controls -> controls.with(CoreSet.DENVER));
    board.evaluate(START_NS + 1_500 * MS);
    double onA57 = board.powerWatts(BoardRail.VDD_SYS_CPU);
    board.evaluate(START_NS + 2_500 * MS);

    // one core at 345.6 MHz and 0.75 V against one at 2,035 MHz and 1.1 V: 1.25 W x (1 - 0.079)
    assertThat(board.powerWatts(BoardRail.VDD_SYS_CPU) - onA57).isCloseTo(1.151, within(0.005));
  }

  private static double energyWithDrift(double wattsPerMinute, BoardRail rail) {
    TwinSettings settings = settings(BoardOptions.DEFAULT.withDrift(wattsPerMinute));
    TwinBoard board = new TwinBoard(settings, new ScheduledActivity(List.of()), START_NS);
    at(board, 60);
    return board.energyJoules(rail);
  }

  private static void assertRailsAddUp(TwinBoard board) {
    double children =
        board.powerWatts(BoardRail.VDD_SYS_CPU)
            + board.powerWatts(BoardRail.VDD_SYS_GPU)
            + board.powerWatts(BoardRail.VDD_SYS_SOC)
            + board.powerWatts(BoardRail.VDD_SYS_DDR)
            + board.powerWatts(BoardRail.VDD_4V0_WIFI);
    // half a watt of the module shows on no rail
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isCloseTo(children + 0.5, within(1e-9));
  }

  /** Sums of some hundred pieces in double precision. */
  private void assertTruth(
      TwinSettings settings, TwinBoard board, List<ActivityEdge> edges, int seconds) {
    GroundTruth truth = new GroundTruth(settings, START_NS, edges, history.changes());
    TimeInterval all = new TimeInterval(START_NS, START_NS + seconds * SECOND);
    for (BoardRail rail : BoardRail.values()) {
      assertThat(truth.energyJoules(rail, all))
          .as(rail.name())
          .isCloseTo(board.energyJoules(rail), within(1e-7));
    }
  }

  private TwinBoard board(TwinSettings settings, List<ActivityEdge> edges) {
    TwinBoard board = new TwinBoard(settings, new ScheduledActivity(edges), START_NS);
    board.listen(history);
    return board;
  }

  private static void at(TwinBoard board, int seconds) {
    board.evaluate(START_NS + seconds * SECOND);
  }

  private static TwinSettings settings(BoardOptions options) {
    return TwinSettings.live(1, List.of(BoardRail.VDD_IN))
        .withoutSensorErrors()
        .with(Duration.ZERO)
        .with(options);
  }
}
