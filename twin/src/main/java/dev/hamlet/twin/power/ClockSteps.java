package dev.hamlet.twin.power;

/**
 * The steps a clock can take, rising.
 *
 * <p>GPU and memory: public listings of TX2 boards. CPU: steps of 153.6 MHz, as TX2 boards list
 * them; the caps of nvpmodel need not be steps, and then the step below counts.
 */
public final class ClockSteps {

  /** Both CPU clusters. */
  public static final ClockSteps CPU =
      new ClockSteps(
          345_600_000L,
          499_200_000L,
          652_800_000L,
          806_400_000L,
          960_000_000L,
          1_113_600_000L,
          1_267_200_000L,
          1_420_800_000L,
          1_574_400_000L,
          1_728_000_000L,
          1_881_600_000L,
          2_035_200_000L);

  /** The GPU. */
  public static final ClockSteps GPU =
      new ClockSteps(
          114_750_000L,
          216_750_000L,
          318_750_000L,
          420_750_000L,
          522_750_000L,
          624_750_000L,
          726_750_000L,
          854_250_000L,
          930_750_000L,
          1_032_750_000L,
          1_122_000_000L,
          1_236_750_000L,
          1_300_500_000L);

  /** The memory. */
  public static final ClockSteps MEMORY =
      new ClockSteps(1_062_400_000L, 1_331_200_000L, 1_600_000_000L, 1_866_000_000L);

  private final long[] stepsHz;

  private ClockSteps(long... stepsHz) {
    this.stepsHz = stepsHz;
  }

  /** The lowest step. */
  public long lowestHz() {
    return stepsHz[0];
  }

  /** The highest step. */
  public long highestHz() {
    return stepsHz[stepsHz.length - 1];
  }

  /** All of them. */
  public long[] stepsHz() {
    return stepsHz.clone();
  }

  /**
   * The step that a clock takes.
   *
   * @param range its limits; where no step lies between them, the one below the upper limit
   * @param use share of the highest step that is wanted, above 0
   * @param coolingState steps that cooling takes off, never below the lowest
   */
  public long stepHz(ClockRange range, double use, int coolingState) {
    double wantedHz =
        switch (range.governor()) {
          case PERFORMANCE -> (double) range.maxHz();
          case POWERSAVE -> (double) range.minHz();
          case SCHEDUTIL -> Math.max((double) range.minHz(), 1.25 * use * highestHz());
        };
    int wanted = Math.min(atLeast(wantedHz), atMost(range.maxHz()));
    int cooled = Math.min(wanted, atMost(range.maxHz()) - coolingState);
    return stepsHz[Math.max(0, cooled)];
  }

  private int atLeast(double hz) {
    int step = 0;
    while (step < stepsHz.length - 1 && stepsHz[step] < hz) {
      step++;
    }
    return step;
  }

  private int atMost(long hz) {
    int step = stepsHz.length - 1;
    while (step > 0 && stepsHz[step] > hz) {
      step--;
    }
    return step;
  }
}
