package dev.hamlet.models.compression;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.Layer;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Removes the filters with the smallest sum of absolute weights from every convolution (Li et al.
 * 2016): {@code int(C x (1 - share))} of C stay, at least one; of equal ones the earlier go first.
 * A filter goes with its bias and with whatever the next layer multiplied its output with. The
 * architecture changes: fewer parameters, fewer multiplications.
 *
 * @param share share of the filters of each convolution that go
 */
record PruneFilters(Share share) implements Compression {

  static final String WORD = "prune_filters";

  /** Follows unless the chain says otherwise: the removed filters are missed. */
  static final FineTune DEFAULT_FINE_TUNE = new FineTune(120, 1);

  @Override
  public String label() {
    return WORD + "=" + share;
  }

  @Override
  public Network apply(Network network, FineTuner fineTuner) {
    Plain.require(network, label());
    Architecture architecture = network.architecture();
    List<Layer> layers = new ArrayList<>(architecture.layers());
    List<LayerWeights> pruned = new ArrayList<>();
    int[] keptInputs = all(architecture.input().channels());
    int channels = keptInputs.length;
    for (int i = 0; i < network.weights().size(); i++) {
      Architecture.Place place = architecture.weighted().get(i);
      LayerWeights weights = network.weights().get(i);
      int[] kept = keptOutputs(place.layer(), weights.kernel().values());
      layers.set(place.index(), place.layer().withOutputs(kept.length));
      pruned.add(cut(weights, keptInputs, channels, kept));
      keptInputs = kept;
      channels = place.layer().outputs();
    }
    return new Network(new Architecture(architecture.name(), architecture.input(), layers), pruned);
  }

  private int[] keptOutputs(Layer.Weighted layer, FloatTensor kernel) {
    int outputs = layer.outputs();
    if (!(layer instanceof Layer.Convolution)) {
      return all(outputs);
    }
    double[] norms = absoluteSums(kernel, outputs);
    return IntStream.range(0, outputs)
        .boxed()
        .sorted(Comparator.comparingDouble(filter -> norms[filter]))
        .skip(outputs - share.keptOf(outputs))
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  static double[] absoluteSums(FloatTensor kernel, int outputs) {
    double[] sums = new double[outputs];
    for (int i = 0; i < kernel.size(); i++) {
      sums[i % outputs] += Math.abs(kernel.at(i));
    }
    return sums;
  }

  /**
   * A layer without some of its input and output channels. A flattened input repeats its channels
   * once per position, and so do the positions of a filter: the input of row r is channel r modulo
   * channels in both.
   */
  private static LayerWeights cut(
      LayerWeights weights, int[] keptInputs, int channels, int[] keptOutputs) {
    FloatTensor kernel = weights.kernel().values();
    int outputs = weights.bias().size();
    int positions = kernel.size() / outputs / channels;
    float[] values = new float[positions * keptInputs.length * keptOutputs.length];
    int next = 0;
    for (int position = 0; position < positions; position++) {
      for (int input : keptInputs) {
        for (int output : keptOutputs) {
          values[next++] = kernel.at((position * channels + input) * outputs + output);
        }
      }
    }
    return LayerWeights.plain(
        FloatTensor.of(cutShape(kernel, keptInputs.length, channels, keptOutputs.length), values),
        keptOf(weights.bias(), keptOutputs));
  }

  private static List<Integer> cutShape(FloatTensor kernel, int inputs, int channels, int outputs) {
    List<Integer> shape = new ArrayList<>(kernel.shape());
    int last = shape.size() - 1;
    shape.set(last - 1, shape.get(last - 1) / channels * inputs);
    shape.set(last, outputs);
    return shape;
  }

  private static FloatTensor keptOf(FloatTensor bias, int[] kept) {
    float[] values = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = bias.at(kept[i]);
    }
    return FloatTensor.of(List.of(kept.length), values);
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }
}
