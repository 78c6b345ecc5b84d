package dev.hamlet.coordinator.experiment.plan;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/** Some points of a list, by their numbers in it, without a copy of them. */
final class PointsAt extends AbstractList<MatrixPoint> implements RandomAccess {

  private final List<MatrixPoint> all;
  private final int[] numbers;

  PointsAt(List<MatrixPoint> all, int[] numbers) {
    this.all = all;
    this.numbers = numbers;
  }

  /** Their numbers. */
  IntStream numbers() {
    return IntStream.of(numbers);
  }

  @Override
  public MatrixPoint get(int index) {
    return all.get(numbers[index]);
  }

  @Override
  public int size() {
    return numbers.length;
  }
}
