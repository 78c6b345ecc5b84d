package dev.hamlet.models.export;

import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Parameters that a node holds.
 *
 * @param count elements
 * @param zeros how many of them are zero, where the node says so
 */
record ConstantWeights(long count, long zeros) {

  private static final ConstantWeights NONE = new ConstantWeights(0, 0);
  private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");
  private static final Set<DataType> WEIGHT_TYPES =
      Set.of(
          DataType.DT_FLOAT,
          DataType.DT_HALF,
          DataType.DT_BFLOAT16,
          DataType.DT_INT8,
          DataType.DT_QINT8,
          DataType.DT_INT16);

  static ConstantWeights of(NodeDef node) {
    if (VARIABLES.contains(node.getOp())) {
      return new ConstantWeights(elements(attribute(node, "shape").getShape()), 0);
    }
    TensorProto tensor = attribute(node, "value").getTensor();
    boolean weights =
        node.getOp().equals("Const")
            && WEIGHT_TYPES.contains(tensor.getDtype())
            && tensor.getTensorShape().getDimCount() > 0;
    return weights ? of(tensor) : NONE;
  }

  private static ConstantWeights of(TensorProto tensor) {
    long count = elements(tensor.getTensorShape());
    byte[] content = tensor.getTensorContent().toByteArray();
    boolean raw = count > 0 && content.length > 0;
    return new ConstantWeights(count, raw ? zeros(content, (int) (content.length / count)) : 0);
  }

  private static long zeros(byte[] content, int width) {
    long zeros = 0;
    for (int start = 0; start + width <= content.length; start += width) {
      int anyBit = 0;
      for (int i = start; i < start + width; i++) {
        anyBit |= content[i];
      }
      zeros += anyBit == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static long elements(TensorShapeProto shape) {
    return shape.getDimList().stream()
        .mapToLong(dim -> Math.max(0, dim.getSize()))
        .reduce(1, Math::multiplyExact);
  }

  private static AttrValue attribute(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance());
  }
}
