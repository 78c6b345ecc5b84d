package dev.hamlet.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundPlannerTest {

  private static final TrialPolicy POLICY =
      new TrialPolicy(
          10,
          15,
          2,
          0.95,
          0.05,
          TrialPolicy.WidthOf.HALF,
          Set.of(TrialPolicy.StoppingMetric.LATENCY));
  private static final CellGroup GROUP = new CellGroup("e-1", "a", "MAXN");

  private final RoundPlanner planner = new RoundPlanner(42, GROUP);

  @Test
  void freshGroup_everyCellIsVisitedOnceWithNumbersFromOne() {
    List<Visit> round = planner.next(fresh(4), 0);

    assertThat(round).extracting(Visit::cellId).containsExactlyInAnyOrder("0", "1", "2", "3");
    assertThat(round).allMatch(visit -> visit.trials().equals(List.of(1, 2)));
  }

  @Test
  void untilMinIsReached_roundsAreGrantedAhead() {
    int granted = 0;
    while (!planner.next(List.of(inFlight("0", 2 * granted)), granted).isEmpty()) {
      granted++;
    }

    assertThat(granted).isEqualTo(5);
  }

  @Test
  void beyondMin_oneRoundIsOutAtATime() {
    List<CellProgress> cells = List.of(new CellProgress("0", 10, 0, 11, POLICY));

    assertThat(planner.next(cells, 1)).isEmpty();
    assertThat(planner.next(cells, 0)).containsExactly(new Visit("0", List.of(11, 12)));
  }

  @Test
  void invalidTrialBelowMin_isRepeatedOnlyAfterTheRoundsThatAreOut() {
    List<CellProgress> cells =
        List.of(new CellProgress("0", 3, 6, 11, POLICY), new CellProgress("1", 4, 6, 11, POLICY));

    assertThat(planner.next(cells, 3)).isEmpty();
  }

  @Test
  void nearMax_visitIsShortened() {
    List<CellProgress> cells = List.of(new CellProgress("0", 14, 0, 17, POLICY));

    assertThat(planner.next(cells, 0)).containsExactly(new Visit("0", List.of(17)));
  }

  @Test
  void allAtMax_nothingIsPlanned() {
    assertThat(planner.next(List.of(new CellProgress("0", 15, 0, 16, POLICY)), 0)).isEmpty();
  }

  @Test
  void sameSeed_sameOrderAndOtherSeedsOtherOrders() {
    Set<List<Visit>> orders = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      List<Visit> round = new RoundPlanner(seed, GROUP).next(fresh(4), 0);
      assertThat(new RoundPlanner(seed, GROUP).next(fresh(4), 0)).isEqualTo(round);
      orders.add(round);
    }
    // 50 draws of 24 orders: fewer than 12 different ones has a chance below one in a million
    assertThat(orders).hasSizeGreaterThan(11);
  }

  @Test
  void manyRounds_everyCellComesFirstAboutEquallyOften() {
    int[] first = new int[4];
    for (int trial = 1; trial <= 400; trial++) {
      int next = trial;
      List<CellProgress> cells =
          IntStream.range(0, 4)
              .mapToObj(i -> new CellProgress("" + i, 0, 0, next, POLICY))
              .toList();
      first[Integer.parseInt(planner.next(cells, 0).get(0).cellId())]++;
    }
    // binomial(400, 1/4): mean 100, standard deviation 8.7; five of them
    assertThat(first)
        .satisfies(
            counts -> {
              for (int count : counts) {
                assertThat(count).isBetween(56, 144);
              }
            });
  }

  private static CellProgress inFlight(String cellId, int inFlight) {
    return new CellProgress(cellId, 0, inFlight, inFlight + 1, POLICY);
  }

  private static List<CellProgress> fresh(int cells) {
    return IntStream.range(0, cells).mapToObj(i -> inFlight("" + i, 0)).toList();
  }
}
