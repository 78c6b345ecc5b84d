package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.trial.GapPlan;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.common.experiment.MeasurementProtocol;
import java.util.SplittableRandom;

/**
 * The truth that an interval must cover: the expectation of the net energy per inference of a load
 * under a protocol, over all that differs from trial to trial (power, durations, gaps).
 *
 * <p>It is the mean of many bursts that only the load runs, without board and sensor; relative to
 * the level, so that it holds for every cell of a scenario. With 20,000 bursts and a spread of 2 %
 * from trial to trial its own standard error is 0.014 %.
 *
 * @param nsPerInference expected integral of the level over an inference, over the mean level
 * @param wattsPerThread what one more busy thread draws on the scenario's rails
 */
public record ExpectedLoad(double nsPerInference, double wattsPerThread) {

  /** From so many bursts as a board of the scenario runs them. */
  public static ExpectedLoad of(Scenario scenario, VirtualBoard board, int bursts, long seed) {
    double levelMilli = scenario.load().threads() * 1e3;
    VirtualWorker worker =
        new VirtualWorker(scenario.load(), GapPlan.of(board.group()), levelMilli);
    MeasurementProtocol protocol = board.protocol();
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    for (int i = 0; i < bursts; i++) {
      sum +=
          worker
              .burst(
                  0,
                  protocol.burst().toNanos(),
                  protocol.burstInferences(),
                  random,
                  (ns, level) -> {})
              .levelNsPerInference();
    }
    return new ExpectedLoad(
        sum / bursts / levelMilli, Boards.wattsPerThread(scenario.sensor().rails()));
  }

  /** Expected net energy per inference of a cell of a mean level. */
  public double netJoulesPerInference(double levelMilli) {
    return levelMilli * 1e-3 * wattsPerThread * nsPerInference * 1e-9;
  }
}
