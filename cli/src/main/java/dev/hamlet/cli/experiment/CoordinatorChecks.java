package dev.hamlet.cli.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import java.util.ArrayList;
import java.util.List;

/** What only a coordinator can tell of experiment files: whether its boards can measure them. */
public final class CoordinatorChecks {

  private CoordinatorChecks() {}

  /** Refuses experiments with all reasons why a coordinator would not take them; stores nothing. */
  public static void require(
      OperatorClient client, List<ExperimentSource> sources, Restriction restriction) {
    List<Problem> problems = new ArrayList<>();
    for (ExperimentSource source : sources) {
      try {
        var unused = client.estimate(Submission.question(source, restriction));
      } catch (HamletException e) {
        problems.addAll(problems(source, e));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  private static List<Problem> problems(ExperimentSource source, HamletException refused) {
    if (refused.code() != ErrorCode.INVALID_INPUT) {
      throw refused;
    }
    String place = "%s (%s)".formatted(source.fileName(), source.file().name());
    return String.valueOf(refused.getMessage())
        .lines()
        .map(line -> new Problem(place, line))
        .toList();
  }
}
