package dev.hamlet.models.export;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/**
 * Parameters and multiplications of a graph that somebody else wrote, as far as they can be read
 * from the nodes that its output depends on.
 *
 * @param parameters elements of variables, and of constants with a dimension and a weight's type
 * @param nonZeroParameters the same without zeros in constants; a variable counts whole
 * @param multiplyAccumulates those of convolutions and matrix products; 0 where functions hide them
 * @param notCounted operations whose multiplications were not counted; empty if all were
 */
record GraphCost(
    long parameters, long nonZeroParameters, long multiplyAccumulates, String notCounted) {

  private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "DepthwiseConv2dNative");
  private static final String MATRIX_PRODUCT = "MatMul";
  private static final Set<String> FUNCTION_CALLS =
      Set.of("PartitionedCall", "StatefulPartitionedCall");
  private static final Set<String> UNCOUNTED =
      Set.of("BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "Conv3D", "Conv2DBackpropInput");

  static GraphCost of(ServingGraph serving) {
    List<NodeDef> nodes = reachable(serving);
    List<ConstantWeights> weights = nodes.stream().map(ConstantWeights::of).toList();
    long parameters = weights.stream().mapToLong(ConstantWeights::count).sum();
    long zeros = weights.stream().mapToLong(ConstantWeights::zeros).sum();
    boolean hidden = nodes.stream().anyMatch(node -> FUNCTION_CALLS.contains(node.getOp()));
    return new GraphCost(
        parameters,
        parameters - zeros,
        hidden ? 0 : multiplyAccumulates(serving, nodes),
        notCounted(nodes));
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

  private static String notCounted(List<NodeDef> nodes) {
    return nodes.stream()
        .map(NodeDef::getOp)
        .filter(op -> UNCOUNTED.contains(op) || FUNCTION_CALLS.contains(op))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static long multiplyAccumulates(ServingGraph serving, List<NodeDef> nodes) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(serving.graph());
      return nodes.stream().mapToLong(node -> multiplyAccumulates(graph, node)).sum();
    }
  }

  /** Every output position uses the whole kernel; a matrix product has one position per input. */
  private static long multiplyAccumulates(Graph graph, NodeDef node) {
    boolean convolution = CONVOLUTIONS.contains(node.getOp());
    if (!convolution && !node.getOp().equals(MATRIX_PRODUCT)) {
      return 0;
    }
    long kernel = elements(graph.outputOrThrow(node.getInput(1)).shape());
    return convolution ? kernel * positions(graph, node) : kernel;
  }

  private static long positions(Graph graph, NodeDef node) {
    Shape output = graph.operationOrThrow(node.getName()).output(0).shape();
    boolean channelsFirst =
        node.containsAttr("data_format")
            && node.getAttrOrThrow("data_format").getS().toStringUtf8().equals("NCHW");
    int height = channelsFirst ? 2 : 1;
    return Math.max(0, output.get(height)) * Math.max(0, output.get(height + 1));
  }

  private static long elements(Shape shape) {
    long elements = 1;
    for (int i = 0; i < shape.numDimensions(); i++) {
      elements *= Math.max(0, shape.get(i));
    }
    return elements;
  }
}
