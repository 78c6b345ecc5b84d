package dev.hamlet.benchmarks.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.benchmarks.arguments.PresetArguments;
import dev.hamlet.benchmarks.stopping.StoppingFigures.Goal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StoppingRunTest {

  private static final StoppingScenario SCENARIO = new StoppingScenario(0.1, 0.3, 0, 2, 0);

  @Test
  void simulatedTrials_haveTheirMeanSpreadAndCorrelation() {
    SimulatedTrials trials = new SimulatedTrials(SCENARIO, new SplittableRandom(5));
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    double products = 0;
    double last = 0;
    for (int i = 0; i < n; i++) {
      double value = trials.next() - 1;
      sum += value;
      squares += value * value;
      products += value * last;
      last = value;
    }
    // standard errors: 0.1 * sqrt(1.86 / n) of the mean, about 1 / sqrt(2 n) of the spread's ratio
    // and 1 / sqrt(n) of the correlation; four of each. A lognormal of 10 % keeps 0.298 of 0.3
    assertThat(sum / n).isCloseTo(0, within(0.0013));
    assertThat(Math.sqrt(squares / n)).isCloseTo(0.1, within(0.001));
    assertThat(products / squares).isCloseTo(0.299, within(0.011));
  }

  @Test
  void sameSeed_hasTheSameFigures() {
    StoppingFigures first = StoppingRun.measure(SCENARIO, 100, 7);
    StoppingFigures second = StoppingRun.measure(SCENARIO, 100, 7);

    assertThat(first.all().hits()).isEqualTo(second.all().hits());
    assertThat(first.meanTrials()).isEqualTo(second.meanTrials());
    assertThat(first.all().tries()).isEqualTo(100);
    PresetArguments arguments = PresetArguments.parse("--seed", "7");
    assertThat(StoppingReport.json(List.of(first), arguments))
        .contains("\"seed\": 7", "\"spread_ratio\": 0.100", "\"coverage_ratio\": 0.9");
    assertThat(StoppingReport.table(List.of(first), 10, 7)).contains("  10  0.30  0.00     2");
  }

  @Test
  void goal_staysOpenWhereChanceMayHaveMissedIt() {
    Tally tally = new Tally();
    for (int i = 0; i < 1_000; i++) {
      tally.add(i >= 65);
    }

    assertThat(Goal.of(tally, 0.93, 1)).isEqualTo(Goal.MET);
    assertThat(Goal.of(tally, 0.94, 0.96)).isEqualTo(Goal.OPEN);
    assertThat(Goal.of(tally, 0.96, 1)).isEqualTo(Goal.MISSED);
  }
}
