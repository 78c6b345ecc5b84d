package dev.hamlet.benchmarks.makespan;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Makespans over their lower bounds.
 *
 * @param cases how many fleets
 * @param meanRatio mean of makespan over bound
 * @param worstRatio the greatest
 * @param worstSeed the seed of the case with the greatest
 */
public record MakespanFigures(int cases, double meanRatio, double worstRatio, long worstSeed) {

  static final double GOAL = 1.05;

  private record Ratio(long seed, double ratio) {}

  /**
   * Simulates fleets.
   *
   * @param history whether an earlier experiment measured one cell on every device
   */
  public static MakespanFigures of(int cases, long seed, boolean history) {
    List<Ratio> ratios =
        LongStream.range(0, cases)
            .parallel()
            .map(i -> seed * 1_000_003 + i)
            .mapToObj(it -> new Ratio(it, ratio(FleetCase.draw(it), history)))
            .toList();
    Ratio worst = ratios.stream().reduce((a, b) -> a.ratio() >= b.ratio() ? a : b).orElseThrow();
    double mean = ratios.stream().mapToDouble(Ratio::ratio).average().orElse(Double.NaN);
    return new MakespanFigures(cases, mean, worst.ratio(), worst.seed());
  }

  static double ratio(FleetCase fleet, boolean history) {
    LearntCosts costs = new LearntCosts();
    if (history) {
      costs.history(fleet.devices());
    }
    FleetRun.Outcome outcome = new FleetRun(fleet, costs).run();
    return outcome.seconds() / LowerBound.seconds(fleet.devices(), outcome.done());
  }

  boolean meetsGoal() {
    return meanRatio <= GOAL;
  }

  /** The members of the object {@code makespan}. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "\"cases\": %d, \"mean_ratio\": %.4f, \"worst_ratio\": %.4f, \"worst_seed\": %d",
        cases,
        meanRatio,
        worstRatio,
        worstSeed);
  }
}
