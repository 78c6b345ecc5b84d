package dev.hamlet.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.benchmarks.supervised.BoardTrouble;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A share of the situations of {@code benchmarks/run faults}. */
class SupervisedCampaignTest {

  private static final int WORD = 0x7007;
  private static final long SEED = 11;

  @ParameterizedTest
  @EnumSource(BoardTrouble.class)
  void trouble_neverGivesAWrongFigure(BoardTrouble trouble) {
    SupervisedFigures figures =
        new SupervisedCampaign(WORD, 1, SEED)
            .run(trouble, someOf(SupervisedCampaign.events(trouble)));

    assertThat(figures.wrong()).as("seed %d: %s", SEED, figures).isZero();
    assertThat(figures.invalid() > 0)
        .as("seed %d: %s", SEED, figures)
        .isEqualTo(trouble != BoardTrouble.NONE);
  }

  @Test
  void powerModeThatSomebodySetsForAWhile_wouldGiveWrongFiguresIfNobodyWatched() {
    SupervisedFigures figures =
        new SupervisedCampaign(WORD, 1, SEED)
            .run(
                BoardTrouble.POWER_MODE,
                SupervisedCampaign.events(BoardTrouble.POWER_MODE).stream()
                    .filter(event -> event.atSeconds() == 0.3 && event.forSeconds() == 1)
                    .toList());

    assertThat(figures.spared()).as(figures.toString()).isEqualTo(figures.trials()).isPositive();
  }

  @Test
  void clockThatJumps_neverGivesAMeterAWrongFigure() {
    for (boolean ofMeter : new boolean[] {false, true}) {
      SupervisedFigures figures =
          new MeteredCampaign(WORD, 1, SEED).run("step", someOf(MeteredCampaign.jumps(ofMeter)));

      assertThat(figures.wrong()).as("seed %d: %s", SEED, figures).isZero();
      assertThat(figures.invalid()).as("seed %d: %s", SEED, figures).isPositive();
    }
  }

  /** Every fourth: other places, durations and amounts each. */
  private static <T> List<T> someOf(List<T> all) {
    return IntStream.range(0, all.size()).filter(i -> i % 4 == 0).mapToObj(all::get).toList();
  }
}
