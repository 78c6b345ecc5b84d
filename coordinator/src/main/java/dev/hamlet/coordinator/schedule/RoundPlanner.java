package dev.hamlet.coordinator.schedule;

import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Plans rounds: each undecided cell of a group once, in random order, as many trials each as its
 * policy says of a visit.
 *
 * <p>Until the least number of trials is reached nothing has to be decided, so all of these rounds
 * are granted at once and a cut link idles no board. From then on every round depends on the one
 * before it, and only one is out at a time.
 *
 * <p>The order follows from the experiment's seed, the device and the trial numbers, so that it can
 * be repeated, and differs after a group was leased again. Immutable.
 */
public final class RoundPlanner {

  /** Rounds that are out at most; an agent keeps this many. */
  static final int MAX_OUTSTANDING = 32;

  private final long seed;
  private final CellGroup group;

  /** For one group of an experiment. */
  public RoundPlanner(long seed, CellGroup group) {
    this.seed = seed;
    this.group = group;
  }

  /**
   * The next round to grant now, empty if there is to be none yet.
   *
   * @param cells the undecided cells
   * @param outstanding rounds granted and not finished
   */
  public List<Visit> next(List<CellProgress> cells, int outstanding) {
    boolean decisionsAhead =
        cells.stream().anyMatch(cell -> cell.expected() >= cell.policy().min());
    if (outstanding >= MAX_OUTSTANDING || (outstanding > 0 && decisionsAhead)) {
      return List.of();
    }
    List<Visit> visits = new ArrayList<>();
    for (CellProgress cell : shuffled(cells)) {
      int trials = Math.min(cell.policy().visit(), cell.policy().max() - cell.expected());
      if (trials > 0) {
        visits.add(visit(cell, trials));
      }
    }
    return visits;
  }

  private static Visit visit(CellProgress cell, int trials) {
    int first = cell.nextTrial();
    return new Visit(cell.cellId(), IntStream.range(first, first + trials).boxed().toList());
  }

  private List<CellProgress> shuffled(List<CellProgress> cells) {
    long salt = 0;
    for (CellProgress cell : cells) {
      salt += cell.nextTrial();
    }
    List<CellProgress> order = new ArrayList<>(cells);
    long mixed = seed ^ (group.device().hashCode() * 0x9E3779B97F4A7C15L) ^ salt << 32;
    // Neighbouring seeds of Random shuffle alike; a SplittableRandom in between mixes them.
    Collections.shuffle(order, new Random(new SplittableRandom(mixed).nextLong()));
    return order;
  }
}
