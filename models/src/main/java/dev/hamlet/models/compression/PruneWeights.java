package dev.hamlet.models.compression;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sets the smallest weights to zero: over the kernels of all layers together, by magnitude, until
 * {@code max(round(N x (1 - share)), 1)} are left. Of equal ones the earlier go first. Shapes stay,
 * and biases are never touched.
 *
 * @param share share of the kernel weights that become zero
 */
record PruneWeights(Share share) implements Compression {

  static final String WORD = "prune_weights";

  @Override
  public String label() {
    return WORD + "=" + share;
  }

  @Override
  public Network apply(Network network, FineTuner fineTuner) {
    Plain.require(network, label());
    float[] all = pooled(network);
    for (int index : smallest(all, all.length - share.roundedKeptOf(all.length))) {
      all[index] = 0;
    }
    return withKernels(network, all);
  }

  private static int[] smallest(float[] weights, int count) {
    long[] keys = new long[weights.length];
    for (int i = 0; i < keys.length; i++) {
      // Bits of a non-negative float sort like the float; the index settles ties.
      keys[i] = ((long) Float.floatToIntBits(Math.abs(weights[i])) << Integer.SIZE) | i;
    }
    Arrays.parallelSort(keys);
    return IntStream.range(0, count).map(i -> (int) keys[i]).toArray();
  }

  private static float[] pooled(Network network) {
    int total = network.weights().stream().mapToInt(w -> w.kernel().values().size()).sum();
    float[] all = new float[total];
    int offset = 0;
    for (LayerWeights weights : network.weights()) {
      float[] kernel = weights.kernel().values().toArray();
      System.arraycopy(kernel, 0, all, offset, kernel.length);
      offset += kernel.length;
    }
    return all;
  }

  private Network withKernels(Network network, float[] all) {
    List<LayerWeights> pruned = new ArrayList<>();
    int offset = 0;
    for (LayerWeights weights : network.weights()) {
      FloatTensor before = weights.kernel().values();
      float[] kernel = Arrays.copyOfRange(all, offset, offset + before.size());
      FloatTensor after = FloatTensor.of(before.shape(), kernel);
      requireSomeLeft(after, pruned.size());
      pruned.add(LayerWeights.plain(after, weights.bias()));
      offset += before.size();
    }
    return new Network(network.architecture(), pruned);
  }

  private void requireSomeLeft(FloatTensor kernel, int layer) {
    if (kernel.nonZero() == 0) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "%s leaves no weight in layer %d of those with weights: choose a smaller share"
              .formatted(label(), layer + 1));
    }
  }
}
