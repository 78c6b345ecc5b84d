package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.supervised.BoardEvent;
import dev.hamlet.benchmarks.supervised.BoardTrouble;
import dev.hamlet.benchmarks.supervised.SupervisedBoard;
import dev.hamlet.benchmarks.supervised.SupervisedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What only the agent can see, at many places of a trial that its own runner drives. */
final class SupervisedCampaign {

  private static final double[] PLACES_S = {-1.3, -0.6, -0.05, 0.3, 1.2, 1.95, 2.3};
  private static final double[] DURATIONS_S = {0.02, 0.08, 0.3, 1, 60};

  /** From a look at the board to the next. */
  private static final double LOOKS_S = 0.1;

  private final int configWord;
  private final int repeats;
  private final SplittableRandom random;

  /**
   * A campaign.
   *
   * @param repeats trials of each situation
   */
  SupervisedCampaign(int configWord, int repeats, long seed) {
    this.configWord = configWord;
    this.repeats = repeats;
    this.random = new SplittableRandom(seed);
  }

  List<SupervisedFigures> run() {
    List<SupervisedFigures> figures = new ArrayList<>();
    for (BoardTrouble trouble : BoardTrouble.values()) {
      figures.add(run(trouble, events(trouble)));
    }
    return figures;
  }

  SupervisedFigures run(BoardTrouble trouble, List<BoardEvent> events) {
    SupervisedTally tally =
        new SupervisedTally(trouble.words(), String.format(Locale.ROOT, "0x%04x", configWord));
    for (BoardEvent event : events) {
      for (int i = 0; i < repeats; i++) {
        SupervisedCell cell = SupervisedCell.of(configWord, random.nextLong());
        BoardEvent moved = event.later(LOOKS_S * random.nextDouble());
        tally.add(moved.sentence(), cell, SupervisedBoard.run(cell, moved, random.nextLong()));
      }
    }
    return tally.figures();
  }

  static List<BoardEvent> events(BoardTrouble trouble) {
    return switch (trouble) {
      case NONE -> List.of(BoardEvent.NONE, BoardEvent.NONE, BoardEvent.NONE);
      case SUSPEND -> everywhere(trouble, 0);
      case POWER_MODE -> everywhere(trouble, 1, 2);
      case THROTTLE -> everywhere(trouble, 1, 4);
      case WARM, TOO_HOT -> always(trouble, 10, 50, 100, 200, 400, 600, 800, 1_600);
      case CLOCK_LIMIT -> everywhere(trouble, 346, 1_880);
      case GOVERNOR -> everywhere(trouble, 0);
    };
  }

  private static List<BoardEvent> always(BoardTrouble trouble, int... amounts) {
    List<BoardEvent> events = new ArrayList<>();
    for (int amount : amounts) {
      events.add(new BoardEvent(trouble, 0, 0, amount));
    }
    return events;
  }

  private static List<BoardEvent> everywhere(BoardTrouble trouble, int... amounts) {
    List<BoardEvent> events = new ArrayList<>();
    for (int amount : amounts) {
      for (double atS : PLACES_S) {
        for (double forS : DURATIONS_S) {
          events.add(new BoardEvent(trouble, atS, forS, amount));
        }
      }
    }
    return events;
  }
}
