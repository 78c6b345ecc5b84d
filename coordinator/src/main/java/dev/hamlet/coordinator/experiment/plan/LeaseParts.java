package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  /**
   * Points by what they share except for the axes they are compared along, in their order. Told
   * apart by a 64-bit hash: should two blocks have the same, they only stay in one part.
   */
  List<List<MatrixPoint>> blocks(List<MatrixPoint> points) {
    Map<Long, Integer> blockOf = new HashMap<>();
    int[] blocks = new int[points.size()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = blockOf.computeIfAbsent(shared(points.get(i)), key -> blockOf.size());
    }
    int[][] numbers = new int[blockOf.size()][];
    int[] sizes = new int[numbers.length];
    Arrays.stream(blocks).forEach(block -> sizes[block]++);
    for (int i = 0; i < blocks.length; i++) {
      int block = blocks[i];
      if (numbers[block] == null) {
        numbers[block] = new int[sizes[block]];
        sizes[block] = 0;
      }
      numbers[block][sizes[block]++] = i;
    }
    return Arrays.stream(numbers).<List<MatrixPoint>>map(of -> new PointsAt(points, of)).toList();
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
    return filled(points, blocks, Math.max(1, MAX_CELLS / cellsPerPoint));
  }

  private static List<List<MatrixPoint>> filled(
      List<MatrixPoint> points, List<List<MatrixPoint>> blocks, int most) {
    List<List<MatrixPoint>> parts = new ArrayList<>();
    IntStream.Builder part = IntStream.builder();
    int size = 0;
    for (List<MatrixPoint> block : blocks) {
      if (size > 0 && size + block.size() > most) {
        parts.add(new PointsAt(points, part.build().toArray()));
        part = IntStream.builder();
        size = 0;
      }
      ((PointsAt) block).numbers().forEach(part::add);
      size += block.size();
    }
    parts.add(new PointsAt(points, part.build().toArray()));
    return parts;
  }

  /** Hash of the names and values that are not compared along. */
  private long shared(MatrixPoint point) {
    long hash = 0;
    for (int i = 0; i < point.names().size(); i++) {
      if (!compared.contains(point.names().get(i))) {
        hash = mix(hash, point.names().get(i));
        hash = mix(hash, point.values().get(i));
      }
    }
    return hash;
  }

  /** FNV-1a over the text, with the multiplier of 64 bits; texts are kept apart by their length. */
  private static long mix(long hash, String text) {
    long mixed = (hash ^ text.length()) * 0x100000001b3L;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
    }
    return mixed ^ mixed >>> 29;
  }
}
