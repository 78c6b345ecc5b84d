package dev.hamlet.twin.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.OperatingPoint.Condition;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.truth.GroundTruth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardFaultsTest {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final List<ActivityEdge> STEP =
      List.of(new ActivityEdge(START_NS + 150 * MS, 3_000));

  @Test
  void stuckMonitor_keepsItsValueWhileThePowerChanges() {
    TwinBoard board = board(Fault.of(FaultKind.STUCK, 100 * MS, 100 * MS));
    at(board, 120);
    long stuck = board.milliwatts(0);

    at(board, 199);
    assertThat(board.milliwatts(0)).isEqualTo(stuck);
    at(board, 205);
    assertThat(board.milliwatts(0)).isGreaterThan(stuck + 3_000);
  }

  @Test
  void suspendedBoard_drawsLittleAndWakesUp() {
    TwinBoard board = board(Fault.of(FaultKind.SUSPEND, 100 * MS, 100 * MS));
    at(board, 180);
    // memory and as much that no rail shows, 0.1 W each
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isCloseTo(0.2, within(1e-9));
    assertThat(board.operatingPoint().condition()).isEqualTo(Condition.SUSPENDED);

    at(board, 201);
    assertThat(board.operatingPoint().condition()).isEqualTo(Condition.RUNNING);
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isGreaterThan(5);
  }

  @Test
  void forcedThrottling_lowersClocksAndPowerForItsTime() {
    TwinBoard board = board(new Fault(FaultKind.THROTTLE, 200 * MS, 100 * MS, 3));
    at(board, 199);
    double before = board.powerWatts(BoardRail.VDD_IN);

    at(board, 250);
    assertThat(board.coolingState()).isEqualTo(3);
    assertThat(board.operatingPoint().a57Khz()).isEqualTo(1_574_400);
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isLessThan(before - 1);
    at(board, 301);
    assertThat(board.coolingState()).isZero();
    assertThat(board.powerWatts(BoardRail.VDD_IN)).isCloseTo(before, within(0.01));
  }

  @Test
  void foreignPowerMode_showsAndGoesAway() {
    TwinBoard board = board(new Fault(FaultKind.POWER_MODE, 100 * MS, 50 * MS, 1));
    at(board, 120);
    assertThat(board.powerMode()).isEqualTo(PowerMode.MAXQ);
    assertThat(board.operatingPoint().denverCores()).isZero();

    at(board, 160);
    assertThat(board.powerMode()).isEqualTo(PowerMode.MAXN);
    assertThat(board.operatingPoint().denverCores()).isEqualTo(2);
  }

  @Test
  void truth_followsEveryFault() {
    TwinSettings settings =
        settings(
            new Fault(FaultKind.POWER_MODE, 40 * MS, 50 * MS, 2),
            Fault.of(FaultKind.SUSPEND, 200 * MS, 30 * MS),
            new Fault(FaultKind.THROTTLE, 300 * MS, 100 * MS, 2));
    TwinBoard board = new TwinBoard(settings, new ScheduledActivity(STEP), START_NS);
    OperatingHistory history = new OperatingHistory();
    board.listen(history);
    at(board, 500);

    GroundTruth truth = new GroundTruth(settings, START_NS, STEP, history.changes());
    TimeInterval all = new TimeInterval(START_NS, START_NS + 500 * MS);
    for (BoardRail rail : BoardRail.values()) {
      assertThat(truth.energyJoules(rail, all)).isCloseTo(board.energyJoules(rail), within(1e-9));
    }
    assertThat(history.changes()).hasSize(6);
  }

  @Test
  void boardWithoutDriver_standsStillWhileItIsNotContinuous() {
    TwinBoard board = board(Fault.of(FaultKind.SENSOR_MODE, 100 * MS, 100 * MS));
    at(board, 120);
    long before = board.milliwatts(0);

    at(board, 190);
    assertThat(board.milliwatts(0)).isEqualTo(before);
    at(board, 205);
    assertThat(board.milliwatts(0)).isGreaterThan(before + 3_000);
  }

  private static void at(TwinBoard board, long ms) {
    board.evaluate(START_NS + ms * MS);
  }

  private static TwinBoard board(Fault... faults) {
    return new TwinBoard(settings(faults), new ScheduledActivity(STEP), START_NS);
  }

  private static TwinSettings settings(Fault... faults) {
    return TwinSettings.live(1, List.of(BoardRail.VDD_IN))
        .withoutSensorErrors()
        .with(Duration.ZERO)
        .with(BoardOptions.DEFAULT.with(List.of(faults)));
  }
}
