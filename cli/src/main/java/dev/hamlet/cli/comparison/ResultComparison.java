package dev.hamlet.cli.comparison;

import dev.hamlet.cli.report.ResultDocument;
import dev.hamlet.cli.report.ResultDocument.Row;
import dev.hamlet.common.axis.VaryingAxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Two result documents, cell by cell.
 *
 * @param cells points that both have
 * @param onlyFirst cells of the first that the second has not
 * @param onlySecond cells of the second that the first has not
 */
public record ResultComparison(List<ComparedCell> cells, int onlyFirst, int onlySecond) {

  /** Copies the list. */
  public ResultComparison {
    cells = List.copyOf(cells);
  }

  /**
   * Compares the cells of two documents: on the same device where both ran there, else on any.
   *
   * @param force whether energies are compared that should not be
   */
  public static ResultComparison of(ResultDocument first, ResultDocument second, boolean force) {
    List<Row> left = new ArrayList<>(second.cells());
    List<ComparedCell> cells = new ArrayList<>();
    for (Row cell : first.cells()) {
      counterpart(cell, left)
          .ifPresent(
              other -> {
                left.remove(other);
                cells.add(ComparedCell.of(cell, other, force));
              });
    }
    return new ResultComparison(cells, first.cells().size() - cells.size(), left.size());
  }

  /** Whether the energies of a cell are not compared. */
  public boolean refuses() {
    return cells.stream().anyMatch(cell -> cell.refusal() != null && cell.netEnergy() == null);
  }

  /** What the cells differ in that both have. */
  VaryingAxes axes() {
    return VaryingAxes.among(cells.stream().map(cell -> cell.first().axes()).toList());
  }

  private static Optional<Row> counterpart(Row cell, List<Row> others) {
    List<Row> same = others.stream().filter(cell::samePoint).toList();
    return same.stream()
        .filter(other -> Objects.equals(other.device(), cell.device()))
        .findFirst()
        .or(() -> same.stream().findFirst());
  }
}
