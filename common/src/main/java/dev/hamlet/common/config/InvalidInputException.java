package dev.hamlet.common.config;

import java.util.List;
import java.util.stream.Collectors;

/** An input has problems; all of them, so that a user mends them in one go. */
public final class InvalidInputException extends RuntimeException {

  private final List<Problem> problems;

  /** With every problem found, at least one. */
  public InvalidInputException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** With a single problem. */
  public InvalidInputException(String place, String message) {
    this(List.of(new Problem(place, message)));
  }

  /** The problems, in the order of their places. */
  public List<Problem> problems() {
    return problems;
  }
}
