package dev.hamlet.agent.simulation.board;

import dev.hamlet.common.artifact.ModelSizes;
import java.util.SplittableRandom;

/**
 * How long an inference takes on a simulated board and how many cores it keeps busy.
 *
 * <pre>
 *   seconds = 60 us + (MACs / (1.6e9/s x clock share x speed-up(n)) + file bytes / 6e9/s) x board
 *   speed-up(n) = 1 / (0.15 + 0.85 / n)            n = min(threads, cores that are on)
 *   busy cores  = speed-up(n) x load
 *   clock share = highest clock of the CPUs that are on / 2.0352 GHz
 *   MACs        = of the model; where it hides them: one for each four bytes of its file
 * </pre>
 *
 * <p>The figures are of the size that a Cortex-A57 shows with float32 (1.6e9 multiply-accumulates a
 * second and core is a fifth of its peak), not those of a real board. {@code board} and {@code
 * load} differ from board to board: normal with mean 1 and standard deviations of 3 % and 4 %, cut
 * at three of them, drawn from the board's seed. Power is the twin's: see {@code PowerModel}.
 *
 * @param boardRatio how much slower this board is than the mean of all
 * @param loadRatio how much more its cores draw
 */
record InferenceModel(double boardRatio, double loadRatio) {

  private static final double DISPATCH_S = 60e-6;
  private static final double MACS_PER_S = 1.6e9;
  private static final double BYTES_PER_S = 6e9;
  private static final double SERIAL_SHARE = 0.15;
  private static final double HIGHEST_HZ = 2.0352e9;
  private static final double BOARD_SPREAD = 0.03;
  private static final double LOAD_SPREAD = 0.04;
  private static final int BYTES_PER_PARAMETER = 4;

  /** The board of a seed. */
  static InferenceModel ofBoard(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new InferenceModel(factor(random, BOARD_SPREAD), factor(random, LOAD_SPREAD));
  }

  /** Duration of one inference, in ns. */
  double inferenceNs(ModelSizes sizes, int threads, int cores, double clockHz) {
    double macs =
        sizes.multiplyAccumulates() > 0
            ? sizes.multiplyAccumulates()
            : (double) sizes.fileBytes() / BYTES_PER_PARAMETER;
    double computeS = macs / (MACS_PER_S * clockHz / HIGHEST_HZ * speedUp(threads, cores));
    return 1e9 * (DISPATCH_S + (computeS + sizes.fileBytes() / BYTES_PER_S) * boardRatio);
  }

  /** Busy threads x 1000, as the board's power model takes it. */
  int levelMilli(int threads, int cores) {
    return (int) Math.round(1_000 * speedUp(threads, cores) * loadRatio);
  }

  private static double speedUp(int threads, int cores) {
    int used = Math.max(1, Math.min(threads, cores));
    return 1 / (SERIAL_SHARE + (1 - SERIAL_SHARE) / used);
  }

  /** Normal with mean 1, cut at three standard deviations. */
  static double factor(SplittableRandom random, double spread) {
    return 1 + spread * Math.max(-3, Math.min(3, random.nextGaussian()));
  }
}
