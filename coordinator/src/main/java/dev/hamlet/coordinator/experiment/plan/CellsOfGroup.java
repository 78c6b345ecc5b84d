package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The cells of a group, each made when it is asked for. */
final class CellsOfGroup extends AbstractList<PlannedCell> implements RandomAccess {

  private final CellMaker maker;
  private final CellGroup group;
  private final List<MatrixPoint> points;

  CellsOfGroup(CellMaker maker, CellGroup group, List<MatrixPoint> points) {
    this.maker = maker;
    this.group = group;
    this.points = points;
  }

  @Override
  public PlannedCell get(int index) {
    int inputs = maker.cellsOfPoint();
    return maker.cell(group, points.get(index / inputs), index % inputs);
  }

  @Override
  public int size() {
    return points.size() * maker.cellsOfPoint();
  }
}
