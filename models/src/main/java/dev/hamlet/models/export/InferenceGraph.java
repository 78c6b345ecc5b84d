package dev.hamlet.models.export;

import dev.hamlet.models.architecture.FeatureShape;
import dev.hamlet.models.architecture.Kernel;
import dev.hamlet.models.architecture.Layer;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.architecture.QuantizedKernel;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;

/**
 * The graph of a network's inference, weights as constants, batch dimension open: from {@value
 * #INPUT} to {@value #OUTPUT}, one probability per class.
 *
 * <p>Weights stored as integers lie in the graph as integers, of 8 bits up to that width and of 16
 * above, and two nodes turn them into float32: {@code Mul(Cast(codes), scales)}. A runtime that
 * folds constants does that once, at the first inference.
 */
final class InferenceGraph {

  static final String INPUT = "x";
  static final String OUTPUT = "prob";
  static final int OPEN = -1;

  private final Network network;
  private final GraphWriter graph = new GraphWriter();

  private InferenceGraph(Network network) {
    this.network = network;
  }

  static GraphDef of(Network network) {
    return new InferenceGraph(network).build();
  }

  static List<Integer> batchOf(FeatureShape shape) {
    return List.of(OPEN, shape.height(), shape.width(), shape.channels());
  }

  private GraphDef build() {
    FeatureShape shape = network.architecture().input();
    Iterator<LayerWeights> weights = network.weights().iterator();
    String data = graph.placeholder(INPUT, batchOf(shape));
    int number = 0;
    for (Layer layer : network.architecture().layers()) {
      data = apply(layer, "layer" + number++, data, shape, weights);
      shape = layer.output(shape);
    }
    graph.floats("Softmax", OUTPUT, data);
    return graph.finish();
  }

  private String apply(
      Layer layer, String name, String data, FeatureShape shape, Iterator<LayerWeights> weights) {
    if (layer instanceof Layer.Weighted weighted) {
      return weighted(weighted, name, data, weights.next());
    }
    if (layer instanceof Layer.MaxPool) {
      return graph.maxPool(name + "/pool", data, Layer.MaxPool.SIZE);
    }
    String flat = graph.constant(name + "/shape", OPEN, shape.elements());
    return graph.reshape(name + "/flat", data, flat);
  }

  private String weighted(Layer.Weighted layer, String name, String data, LayerWeights weights) {
    String kernel = kernel(name + "/kernel", weights.kernel());
    String bias = graph.constant(name + "/bias", weights.bias());
    String product =
        layer instanceof Layer.Dense
            ? graph.floats("MatMul", name + "/product", data, kernel)
            : graph.convolution(name + "/product", data, kernel);
    String biased = graph.floats("BiasAdd", name + "/biased", product, bias);
    return layer.rectified() ? graph.floats("Relu", name + "/rectified", biased) : biased;
  }

  private String kernel(String name, Kernel kernel) {
    if (kernel instanceof QuantizedKernel quantized) {
      DataType type = quantized.bits() <= Byte.SIZE ? DataType.DT_INT8 : DataType.DT_INT16;
      String codes =
          graph.constant(name + "/codes", type, kernel.shape(), bytes(quantized.codes(), type));
      String scales = graph.constant(name + "/scales", quantized.scales());
      return graph.floats("Mul", name, graph.cast(name + "/float", codes, type), scales);
    }
    return graph.constant(name, kernel.values());
  }

  private static ByteBuffer bytes(short[] codes, DataType type) {
    boolean narrow = type == DataType.DT_INT8;
    ByteBuffer bytes = GraphWriter.littleEndian(codes.length * (narrow ? 1 : Short.BYTES));
    for (short code : codes) {
      if (narrow) {
        bytes.put((byte) code);
      } else {
        bytes.putShort(code);
      }
    }
    return bytes;
  }
}
