package dev.hamlet.models.export;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Parameters and multiplications of a graph that somebody else wrote, as far as they can be read
 * from it: nodes that the output depends on, outside of functions.
 *
 * @param parameters elements of float and 8 or 16 bit constants with at least one dimension, and of
 *     variables
 * @param nonZeroParameters the same without the zeros of constants; a variable counts whole
 * @param multiplyAccumulates of convolutions and matrix products; 0 where functions hide them
 * @param notCounted what could not be counted, for people; empty if all was
 */
record GraphCost(
    long parameters, long nonZeroParameters, long multiplyAccumulates, String notCounted) {

  private static final Set<DataType> WEIGHT_TYPES =
      Set.of(
          DataType.DT_FLOAT,
          DataType.DT_HALF,
          DataType.DT_BFLOAT16,
          DataType.DT_INT8,
          DataType.DT_QINT8,
          DataType.DT_INT16);
  private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");
  private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "DepthwiseConv2dNative");

  static GraphCost of(ServingGraph serving) {
    List<NodeDef> nodes = reachable(serving);
    long parameters = 0;
    long zeros = 0;
    for (NodeDef node : nodes) {
      parameters += parameters(node);
      zeros += zeros(node);
    }
    boolean functions = nodes.stream().anyMatch(node -> node.getOp().endsWith("PartitionedCall"));
    return new GraphCost(
        parameters,
        parameters - zeros,
        functions ? 0 : multiplyAccumulates(serving, nodes),
        functions ? "what functions hold" : "");
  }

  private static List<NodeDef> reachable(ServingGraph serving) {
    Map<String, NodeDef> byName = new HashMap<>();
    serving.graph().getNodeList().forEach(node -> byName.put(node.getName(), node));
    Set<String> seen = new HashSet<>(Set.of(serving.outputNode()));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      NodeDef node = byName.getOrDefault(open.pop(), NodeDef.getDefaultInstance());
      node.getInputList().stream().map(ServingGraph::nodeOf).filter(seen::add).forEach(open::push);
    }
    return serving.graph().getNodeList().stream()
        .filter(node -> seen.contains(node.getName()))
        .toList();
  }

  private static long parameters(NodeDef node) {
    if (VARIABLES.contains(node.getOp())) {
      return elements(node.getAttrOrDefault("shape", AttrValue.getDefaultInstance()).getShape());
    }
    return isWeight(node) ? elements(tensor(node).getTensorShape()) : 0;
  }

  private static boolean isWeight(NodeDef node) {
    return node.getOp().equals("Const")
        && WEIGHT_TYPES.contains(tensor(node).getDtype())
        && tensor(node).getTensorShape().getDimCount() > 0;
  }

  /**
   * Zeros among raw bytes; a tensor written as one repeated value has them only if that is zero.
   */
  private static long zeros(NodeDef node) {
    if (!isWeight(node)) {
      return 0;
    }
    TensorProto tensor = tensor(node);
    long elements = elements(tensor.getTensorShape());
    byte[] content = tensor.getTensorContent().toByteArray();
    if (elements == 0 || content.length == 0) {
      return 0;
    }
    int width = (int) (content.length / elements);
    long zeros = 0;
    for (int start = 0; start < content.length; start += width) {
      int bits = 0;
      for (int i = start; i < start + width; i++) {
        bits |= content[i];
      }
      zeros += bits == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static long multiplyAccumulates(ServingGraph serving, List<NodeDef> nodes) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(serving.graph());
      return nodes.stream().mapToLong(node -> multiplyAccumulates(graph, node)).sum();
    }
  }

  private static long multiplyAccumulates(Graph graph, NodeDef node) {
    boolean convolution = CONVOLUTIONS.contains(node.getOp());
    if (!convolution && !node.getOp().equals("MatMul")) {
      return 0;
    }
    GraphOperation operation = graph.operationOrThrow(node.getName());
    long weights = known(graph.outputOrThrow(node.getInput(1)).shape(), 0);
    if (!convolution) {
      return weights;
    }
    Shape output = operation.output(0).shape();
    return weights * Math.max(0, output.get(1)) * Math.max(0, output.get(2));
  }

  private static long known(Shape shape, int from) {
    long elements = 1;
    for (int i = from; i < shape.numDimensions(); i++) {
      elements *= Math.max(0, shape.get(i));
    }
    return elements;
  }

  private static TensorProto tensor(NodeDef node) {
    return node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
  }

  private static long elements(TensorShapeProto shape) {
    return shape.getDimList().stream()
        .mapToLong(dim -> Math.max(0, dim.getSize()))
        .reduce(1, Math::multiplyExact);
  }
}
