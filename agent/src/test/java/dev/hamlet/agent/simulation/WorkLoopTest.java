package dev.hamlet.agent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.simulation.board.VirtualBoard;
import dev.hamlet.common.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

  private static final long SECOND_NS = 1_000_000_000;
  private static final long BOARD_START_NS = 77 * SECOND_NS;

  private final ManualClock clock = new ManualClock();
  private final ManualExecutor thread = new ManualExecutor(clock);
  private final VirtualBoard board = new VirtualBoard(1, List.of("VDD_IN"), BOARD_START_NS);
  private final List<Double> stepsAtS = new ArrayList<>(); // the board's clock when each begins
  private int left;

  @Test
  void asFastAsCanBe_worksOffEverythingInNoTimeOfOurs() {
    WorkLoop loop = loop(Speed.MAX);
    left = 3;

    loop.wake();
    thread.run();

    assertThat(stepsAtS).containsExactly(0.0, 10.0, 20.0);
    assertThat(thread.untilNext()).as("nothing is due any more").isNegative();
  }

  @Test
  void speed_makesTheBoardRestAfterAStepForAsLongAsItWouldHaveTaken() {
    WorkLoop loop = loop(Speed.parse("5"));
    left = 3;

    loop.wake();
    thread.run();
    assertThat(stepsAtS).containsExactly(0.0);
    assertThat(thread.untilNext()).isEqualTo(Duration.ofSeconds(2)); // 10 s at five times our pace

    thread.advance(Duration.ofSeconds(4));
    assertThat(stepsAtS).containsExactly(0.0, 10.0, 20.0);
  }

  @Test
  void boardThatWasIdle_hasRestedForThatLong() {
    WorkLoop loop = loop(Speed.parse("5"));
    thread.advance(Duration.ofSeconds(6));
    left = 1;

    loop.wake();
    thread.run();

    assertThat(stepsAtS).containsExactly(30.0);
  }

  @Test
  void wakingTwice_isNoSecondStepAtOnce() {
    WorkLoop loop = loop(Speed.MAX);
    left = 1;

    loop.wake();
    loop.wake();
    thread.run();

    assertThat(stepsAtS).hasSize(1);
  }

  @Test
  void wokenWithinAStep_looksAgain() {
    WorkLoop[] loop = new WorkLoop[1];
    List<String> steps = new ArrayList<>();
    loop[0] =
        new WorkLoop(
            () -> {
              steps.add("step");
              if (steps.size() == 1) {
                loop[0].wake(); // an order came while this one found nothing
              }
              return false;
            },
            board,
            Speed.MAX,
            thread,
            clock);

    loop[0].wake();
    thread.run();

    assertThat(steps).hasSize(2);
  }

  @Test
  void pause_holdsTheNextStepBackUntilItIsOver() {
    WorkLoop loop = loop(Speed.parse("1"));
    left = 2;
    loop.wake();
    thread.run();

    loop.pause(true);
    thread.advance(Duration.ofSeconds(60));
    assertThat(stepsAtS).hasSize(1);

    loop.pause(false);
    thread.run();
    assertThat(stepsAtS).containsExactly(0.0, 60.0);
  }

  @Test
  void wokenWhilePaused_goesOnAfterwards() {
    WorkLoop loop = loop(Speed.MAX);
    loop.pause(true);
    left = 1;
    loop.wake();
    thread.run();
    assertThat(stepsAtS).isEmpty();

    loop.pause(false);
    thread.run();

    assertThat(stepsAtS).hasSize(1);
  }

  @Test
  void end_leavesWhatWasLeft() {
    WorkLoop loop = loop(Speed.parse("1"));
    left = 2;
    loop.wake();
    thread.run();

    loop.end();
    loop.wake();
    thread.advance(Duration.ofHours(1));

    assertThat(stepsAtS).hasSize(1);
  }

  @Test
  void defectInAStep_leavesTheLoopAliveForTheNext() {
    List<String> steps = new ArrayList<>();
    WorkLoop loop =
        new WorkLoop(
            () -> {
              steps.add("step");
              throw new IllegalStateException("a defect, as the test wants it");
            },
            board,
            Speed.MAX,
            thread,
            clock);

    loop.wake();
    thread.run();
    loop.wake();
    thread.run();

    assertThat(steps).hasSize(2);
  }

  /** Each step takes ten seconds of the board's time. */
  private WorkLoop loop(Speed speed) {
    return new WorkLoop(this::step, board, speed, thread, clock);
  }

  private boolean step() {
    if (left == 0) {
      return false;
    }
    long nowNs = board.clock().monotonicNs();
    stepsAtS.add((double) (nowNs - BOARD_START_NS) / SECOND_NS);
    board.restUntil(nowNs + 10 * SECOND_NS);
    left--;
    return true;
  }
}
