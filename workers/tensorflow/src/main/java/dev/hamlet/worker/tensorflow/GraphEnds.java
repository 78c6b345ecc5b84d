package dev.hamlet.worker.tensorflow;

import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.ModelFaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Where a graph is fed and fetched.
 *
 * @param input name of the tensor to feed, for instance {@code x:0}
 * @param output name of the tensor to fetch
 * @param greatestBatch most inputs that it takes at once
 */
record GraphEnds(String input, String output, int greatestBatch) {

  private static final String SIGNATURE = "serving_default";

  /** Inputs at once in an evaluation, where the graph leaves it open. */
  private static final int OPEN_BATCH = 64;

  /** Finds the tensors that the manifest names, and refuses a graph that does not have them. */
  static GraphEnds of(MetaGraphDef graph, Request.Load order) {
    SignatureDef signature = graph.getSignatureDefMap().get(SIGNATURE);
    if (signature == null) {
      throw new ModelFaultException(
          "the model has no signature %s: it has %s"
              .formatted(SIGNATURE, graph.getSignatureDefMap().keySet()));
    }
    TensorInfo input = tensor(signature.getInputsMap(), order.input(), "input");
    TensorInfo output = tensor(signature.getOutputsMap(), order.output(), "output");
    return new GraphEnds(input.getName(), output.getName(), batch(input, order.input()));
  }

  private static TensorInfo tensor(Map<String, TensorInfo> tensors, TensorSpec spec, String end) {
    TensorInfo tensor = tensors.get(spec.name());
    if (tensor == null) {
      throw new ModelFaultException(
          "the model has no %s %s: it has %s".formatted(end, spec.name(), tensors.keySet()));
    }
    if (tensor.getDtype() != DataType.DT_FLOAT) {
      throw new ModelFaultException(
          "%s %s of the model is %s, not float32".formatted(end, spec.name(), tensor.getDtype()));
    }
    return tensor;
  }

  private static int batch(TensorInfo input, TensorSpec spec) {
    TensorShapeProto shape = input.getTensorShape();
    if (shape.getUnknownRank()) {
      return OPEN_BATCH;
    }
    List<Long> sizes = new ArrayList<>();
    shape.getDimList().forEach(dimension -> sizes.add(dimension.getSize()));
    boolean fits = sizes.size() == 1 + spec.shape().size();
    for (int i = 0; fits && i < spec.shape().size(); i++) {
      fits = sizes.get(i + 1) == -1 || sizes.get(i + 1) == (long) spec.shape().get(i);
    }
    if (!fits || (sizes.get(0) != -1 && sizes.get(0) != 1)) {
      throw new ModelFaultException(
          "input %s of the model has shape %s, but inputs have %s: only an open batch or one of 1"
              .formatted(spec.name(), sizes, spec.shape()));
    }
    return sizes.get(0) == 1 ? 1 : OPEN_BATCH;
  }
}
