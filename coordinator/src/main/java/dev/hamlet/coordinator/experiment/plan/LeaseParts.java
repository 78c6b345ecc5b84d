package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cuts the points that one device measures in one power mode into parts that are leased one after
 * the other, so that a lease stays small and unstarted parts can go elsewhere. Points that are
 * compared with each other stay in one part, since their ratios are paired within rounds.
 */
final class LeaseParts {

  /** Most cells of a part, unless more are compared with each other. */
  static final int MAX_CELLS = 64;

  private final Set<String> compared;
  private final long seed;

  LeaseParts(ExperimentFile file) {
    this.compared =
        Stream.concat(Stream.of(Matrix.VARIANT), file.compareTo().keySet().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.seed = file.seed();
  }

  /** Points by what they share except for the axes they are compared along, in their order. */
  Collection<List<MatrixPoint>> blocks(List<MatrixPoint> points) {
    Map<List<String>, List<MatrixPoint>> blocks = new LinkedHashMap<>();
    for (MatrixPoint point : points) {
      blocks.computeIfAbsent(shared(point), key -> new ArrayList<>()).add(point);
    }
    return blocks.values();
  }

  /**
   * The parts; one if the points make no more than {@value #MAX_CELLS} cells. Which blocks are in
   * which part is drawn by the experiment's seed, so that no axis goes with the time of day.
   *
   * @param cellsPerPoint inputs that are measured at each point
   */
  List<List<MatrixPoint>> cut(List<MatrixPoint> points, int cellsPerPoint) {
    if ((long) points.size() * cellsPerPoint <= MAX_CELLS) {
      return List.of(points);
    }
    List<List<MatrixPoint>> blocks = new ArrayList<>(blocks(points));
    // Neighbouring seeds of Random shuffle alike; a SplittableRandom in between mixes them.
    Collections.shuffle(blocks, new Random(new SplittableRandom(seed).nextLong()));
    return filled(blocks, Math.max(1, MAX_CELLS / cellsPerPoint));
  }

  private static List<List<MatrixPoint>> filled(List<List<MatrixPoint>> blocks, int most) {
    List<List<MatrixPoint>> parts = new ArrayList<>();
    List<MatrixPoint> part = new ArrayList<>();
    for (List<MatrixPoint> block : blocks) {
      if (!part.isEmpty() && part.size() + block.size() > most) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.addAll(block);
    }
    parts.add(part);
    return parts;
  }

  private List<String> shared(MatrixPoint point) {
    List<String> shared = new ArrayList<>();
    for (int i = 0; i < point.names().size(); i++) {
      if (!compared.contains(point.names().get(i))) {
        shared.add(point.names().get(i));
        shared.add(point.values().get(i));
      }
    }
    return shared;
  }
}
