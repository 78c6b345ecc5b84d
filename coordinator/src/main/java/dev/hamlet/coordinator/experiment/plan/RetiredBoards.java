package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Boards that are known and take no work any more: plans are made without them.
 *
 * @param names their names
 */
public record RetiredBoards(SortedSet<String> names) {

  private static final int MOST = 10;

  /** Copies the names. */
  public RetiredBoards {
    names = new TreeSet<>(names);
  }

  /**
   * A plan that was made without them; a refusal that has to do with devices says so.
   *
   * @throws InvalidInputException as the plan does
   */
  public <T> T leftOut(Supplier<T> plan) {
    try {
      return plan.get();
    } catch (InvalidInputException refused) {
      if (names.isEmpty() || refused.problems().stream().noneMatch(RetiredBoards::isOfDevices)) {
        throw refused;
      }
      List<Problem> problems = new ArrayList<>(refused.problems());
      problems.add(new Problem("devices", sentence()));
      throw new InvalidInputException(problems);
    }
  }

  private static boolean isOfDevices(Problem problem) {
    return problem.place().startsWith("device") || problem.place().equals("--on");
  }

  private String sentence() {
    String some = names.stream().limit(MOST).collect(Collectors.joining(", "));
    int more = names.size() - MOST;
    return "retired and left out: %s%s; `hamlet devices release NAME` brings one back"
        .formatted(some, more > 0 ? " and " + more + " more" : "");
  }
}
