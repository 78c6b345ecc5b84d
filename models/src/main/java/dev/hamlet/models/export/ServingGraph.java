package dev.hamlet.models.export;

import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What a SavedModel offers to be called: one float32 tensor in, one out, batch first.
 *
 * @param graph the whole graph
 * @param inputSpec the input tensor
 * @param outputSpec the output tensor
 * @param outputNode name of the node that gives the output
 */
record ServingGraph(
    GraphDef graph, TensorSpec inputSpec, TensorSpec outputSpec, String outputNode) {

  static ServingGraph of(SavedModel model, Path folder) {
    MetaGraphDef meta =
        model.getMetaGraphsList().stream()
            .filter(candidate -> candidate.getMetaInfoDef().getTagsList().contains(SavedModels.TAG))
            .findFirst()
            .orElseThrow(() -> unfit(folder, "it has no graph tagged " + SavedModels.TAG));
    SignatureDef signature = meta.getSignatureDefMap().get(SavedModels.SIGNATURE);
    if (signature == null) {
      throw unfit(folder, "it has no signature " + SavedModels.SIGNATURE);
    }
    Map.Entry<String, TensorInfo> input = only(signature.getInputsMap(), "input", folder);
    Map.Entry<String, TensorInfo> output = only(signature.getOutputsMap(), "output", folder);
    return new ServingGraph(
        meta.getGraphDef(),
        spec(input, folder),
        spec(output, folder),
        nodeOf(output.getValue().getName()));
  }

  /** The node of a tensor or of a node's input: without output number and control mark. */
  static String nodeOf(String tensor) {
    String name = tensor.startsWith("^") ? tensor.substring(1) : tensor;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static Map.Entry<String, TensorInfo> only(
      Map<String, TensorInfo> tensors, String what, Path folder) {
    if (tensors.size() != 1) {
      throw unfit(folder, "its signature has not one " + what + " but " + tensors.keySet());
    }
    return tensors.entrySet().iterator().next();
  }

  private static TensorSpec spec(Map.Entry<String, TensorInfo> tensor, Path folder) {
    TensorShapeProto shape = tensor.getValue().getTensorShape();
    List<Integer> sizes =
        shape.getDimList().stream().skip(1).map(dim -> Math.toIntExact(dim.getSize())).toList();
    boolean open = shape.getUnknownRank() || sizes.isEmpty() || sizes.stream().anyMatch(n -> n < 1);
    if (open || tensor.getValue().getDtype() != DataType.DT_FLOAT) {
      throw unfit(
          folder, tensor.getKey() + " must be float32 with every size known but the batch's");
    }
    return new TensorSpec(tensor.getKey(), sizes, "float32");
  }

  private static HamletException unfit(Path folder, String reason) {
    return new HamletException(
        ErrorCode.INVALID_INPUT, "the SavedModel " + folder + " cannot be measured: " + reason);
  }
}
