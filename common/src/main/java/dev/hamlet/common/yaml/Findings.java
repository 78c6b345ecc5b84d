package dev.hamlet.common.yaml;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Problems and warnings of one file, each at a node of it; reported in the order of the file. */
public final class Findings {

  private static final int MOST = 1_000;

  private final String fileName;
  private final List<Finding> problems = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  private record Finding(int line, int column, Problem problem) {}

  /**
   * None yet.
   *
   * @param fileName name of the file, as it shall stand in messages
   */
  public Findings(String fileName) {
    this.fileName = fileName;
  }

  /** A problem that keeps the file from being used; beyond the first thousand they are left out. */
  public void problem(Node node, String message) {
    if (problems.size() < MOST) {
      problems.add(at(node.getStartMark(), message));
    }
  }

  /** A problem at a place that the YAML library names, or of the file as a whole. */
  public void problem(Optional<Mark> mark, String message) {
    problems.add(at(mark, message));
  }

  /** A warning: the file can be used; beyond the first thousand they are left out. */
  public void warning(Node node, String message) {
    if (warnings.size() < MOST) {
      warnings.add(at(node.getStartMark(), message));
    }
  }

  /** Whether there is anything that keeps the file from being used. */
  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** The warnings, in the order of the file. */
  public List<Problem> warnings() {
    return sorted(warnings);
  }

  /** All problems, each at {@code file:line:column}, in the order of the file. */
  public InvalidInputException exception() {
    return new InvalidInputException(sorted(problems));
  }

  private Finding at(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new Finding(line, column, new Problem(fileName + ":" + line + ":" + column, message));
  }

  private static List<Problem> sorted(List<Finding> findings) {
    return findings.stream()
        .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
        .map(Finding::problem)
        .toList();
  }
}
