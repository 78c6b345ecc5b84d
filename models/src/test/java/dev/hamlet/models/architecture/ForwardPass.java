package dev.hamlet.models.architecture;

import java.util.Iterator;

/**
 * The inference of a network in plain Java and double precision: slow, and short enough to read.
 */
public final class ForwardPass {

  private ForwardPass() {}

  /** One probability per class. */
  public static double[] probabilities(Network network, float[] input) {
    double[] data = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      data[i] = input[i];
    }
    FeatureShape shape = network.architecture().input();
    Iterator<LayerWeights> weights = network.weights().iterator();
    for (Layer layer : network.architecture().layers()) {
      if (layer instanceof Layer.Convolution convolution) {
        data = convolution(convolution, shape, data, weights.next());
      } else if (layer instanceof Layer.Dense dense) {
        data = dense(dense, data, weights.next());
      } else if (layer instanceof Layer.MaxPool) {
        data = pool(shape, data);
      }
      shape = layer.output(shape);
    }
    return softmax(data);
  }

  private static double[] convolution(
      Layer.Convolution layer, FeatureShape shape, double[] data, LayerWeights weights) {
    float[] kernel = weights.kernel().values().toArray();
    int size = layer.kernelSize();
    double[] result = new double[shape.height() * shape.width() * layer.outputs()];
    for (int i = 0; i < result.length; i++) {
      int filter = i % layer.outputs();
      int column = i / layer.outputs() % shape.width();
      int row = i / layer.outputs() / shape.width();
      double sum = weights.bias().at(filter);
      for (int k = 0; k < size * size * shape.channels(); k++) {
        int y = row + k / shape.channels() / size - size / 2;
        int x = column + k / shape.channels() % size - size / 2;
        if (y >= 0 && y < shape.height() && x >= 0 && x < shape.width()) {
          int pixel = (y * shape.width() + x) * shape.channels() + k % shape.channels();
          sum += data[pixel] * kernel[k * layer.outputs() + filter];
        }
      }
      result[i] = layer.rectified() ? Math.max(0, sum) : sum;
    }
    return result;
  }

  private static double[] dense(Layer.Dense layer, double[] data, LayerWeights weights) {
    float[] kernel = weights.kernel().values().toArray();
    double[] result = new double[layer.outputs()];
    for (int unit = 0; unit < result.length; unit++) {
      double sum = weights.bias().at(unit);
      for (int i = 0; i < data.length; i++) {
        sum += data[i] * kernel[i * result.length + unit];
      }
      result[unit] = layer.rectified() ? Math.max(0, sum) : sum;
    }
    return result;
  }

  private static double[] pool(FeatureShape shape, double[] data) {
    FeatureShape half = new Layer.MaxPool().output(shape);
    double[] result = new double[half.elements()];
    for (int i = 0; i < result.length; i++) {
      int channel = i % shape.channels();
      int column = i / shape.channels() % half.width() * 2;
      int row = i / shape.channels() / half.width() * 2;
      int first = (row * shape.width() + column) * shape.channels() + channel;
      int below = first + shape.width() * shape.channels();
      result[i] =
          Math.max(
              Math.max(data[first], data[first + shape.channels()]),
              Math.max(data[below], data[below + shape.channels()]));
    }
    return result;
  }

  private static double[] softmax(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    double[] result = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      result[i] = Math.exp(scores[i] - largest);
      sum += result[i];
    }
    for (int i = 0; i < scores.length; i++) {
      result[i] /= sum;
    }
    return result;
  }
}
