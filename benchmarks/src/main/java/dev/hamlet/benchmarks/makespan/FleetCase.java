package dev.hamlet.benchmarks.makespan;

import dev.hamlet.benchmarks.makespan.FleetPart.Cell;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A fleet and what it is to do.
 *
 * @param devices its devices
 * @param parts what is to be done
 * @param switchSeconds what another power mode takes
 */
record FleetCase(List<FleetDevice> devices, List<FleetPart> parts, double switchSeconds) {

  static final int MIN_TRIALS = 5;
  static final int MAX_TRIALS = 20;
  static final double PROTOCOL_SECONDS = 20;
  private static final int LABELS = 3;
  private static final int MODELS = 6;

  /**
   * Draws a case: 3 to 50 devices of speeds 1 to 4 with one of three labels; a third has other work
   * before it; in two fleets of five one is lost; 10 to 40 parts a device, of 1 to 8 cells of 5 to
   * 20 trials, a third of which ask for a label; two power modes, 10 to 60 s to switch.
   */
  static FleetCase draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = (int) Math.round(3 * Math.pow(50 / 3.0, random.nextDouble()));
    int partCount = count * random.nextInt(10, 41);
    double meanWork = 4.5 * 9 * PROTOCOL_SECONDS;
    double total = partCount * meanWork / (2.5 * count);
    boolean loses = count > LABELS && random.nextInt(5) < 2;
    List<FleetDevice> devices =
        IntStream.range(0, count)
            .mapToObj(i -> device(random, i, total, loses && i == count - 1))
            .toList();
    double[] overheads = random.doubles(MODELS, 1.05, 2).toArray();
    List<FleetPart> parts =
        IntStream.range(0, partCount)
            .mapToObj(i -> part(random, i, Math.min(count, LABELS), overheads))
            .toList();
    return new FleetCase(devices, parts, 10 + 50 * random.nextDouble());
  }

  /** The first device of each label stays, so that every part can be done. */
  private static FleetDevice device(SplittableRandom random, int i, double total, boolean lost) {
    double speed = 1 + 3 * random.nextDouble();
    double release = random.nextInt(3) == 0 ? 0.2 * total * random.nextDouble() : 0;
    double until = (0.25 + 0.5 * random.nextDouble()) * total;
    int label = i < LABELS ? 1 + i : random.nextInt(1, LABELS + 1);
    return new FleetDevice("d" + i, label, speed, release, lost ? until : Double.POSITIVE_INFINITY);
  }

  private static FleetPart part(
      SplittableRandom random, int number, int labels, double[] overheads) {
    int label = random.nextInt(3) == 0 ? random.nextInt(1, labels + 1) : FleetPart.ANY;
    List<Cell> cells =
        IntStream.range(0, random.nextInt(1, 9)).mapToObj(i -> cell(random, overheads)).toList();
    return new FleetPart(number, label, random.nextBoolean() ? "MAXN" : "MAXQ", cells);
  }

  private static Cell cell(SplittableRandom random, double[] overheads) {
    int model = random.nextInt(overheads.length);
    double spread = Math.exp(0.1 * random.nextGaussian());
    double more = random.nextDouble();
    int trials = MIN_TRIALS + (int) ((MAX_TRIALS - MIN_TRIALS) * more * more);
    return new Cell("m" + model, trials, PROTOCOL_SECONDS * overheads[model] * spread);
  }
}
