package dev.hamlet.models.export;

import com.google.protobuf.ByteString;
import dev.hamlet.models.architecture.FloatTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;

/** Appends nodes to a graph of TensorFlow; each method returns the name of the node it made. */
final class GraphWriter {

  // The version of graphs that TensorFlow 2.18 writes.
  private static final int PRODUCER = 1994;
  private static final int MIN_CONSUMER = 12;

  private final GraphDef.Builder graph =
      GraphDef.newBuilder()
          .setVersions(VersionDef.newBuilder().setProducer(PRODUCER).setMinConsumer(MIN_CONSUMER));

  GraphDef finish() {
    return graph.build();
  }

  String placeholder(String name, List<Integer> batchShape) {
    NodeDef.Builder node = start("Placeholder", name, List.of());
    node.putAttr("dtype", type(DataType.DT_FLOAT));
    node.putAttr("shape", AttrValue.newBuilder().setShape(shape(batchShape)).build());
    return add(node);
  }

  String constant(String name, FloatTensor values) {
    ByteBuffer bytes = littleEndian(values.size() * Float.BYTES);
    for (int i = 0; i < values.size(); i++) {
      bytes.putFloat(values.at(i));
    }
    return constant(name, DataType.DT_FLOAT, values.shape(), bytes);
  }

  String constant(String name, int... values) {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    for (int value : values) {
      bytes.putInt(value);
    }
    return constant(name, DataType.DT_INT32, List.of(values.length), bytes);
  }

  String constant(String name, DataType type, List<Integer> shape, ByteBuffer bytes) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(type)
            .setTensorShape(shape(shape))
            .setTensorContent(ByteString.copyFrom(bytes.flip()))
            .build();
    NodeDef.Builder node = start("Const", name, List.of());
    node.putAttr("dtype", type(type));
    node.putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
    return add(node);
  }

  String cast(String name, String input, DataType from) {
    NodeDef.Builder node = start("Cast", name, List.of(input));
    node.putAttr("SrcT", type(from));
    node.putAttr("DstT", type(DataType.DT_FLOAT));
    return add(node);
  }

  /** A node whose only type is float32 and that has no other attributes. */
  String floats(String op, String name, String... inputs) {
    return add(floatNode(op, name, inputs));
  }

  String reshape(String name, String input, String shape) {
    NodeDef.Builder node = floatNode("Reshape", name, input, shape);
    node.putAttr("Tshape", type(DataType.DT_INT32));
    return add(node);
  }

  String convolution(String name, String input, String kernel) {
    NodeDef.Builder node = floatNode("Conv2D", name, input, kernel);
    node.putAttr("strides", numbers(1, 1, 1, 1));
    node.putAttr("padding", text("SAME"));
    return add(node);
  }

  String maxPool(String name, String input, int size) {
    NodeDef.Builder node = floatNode("MaxPool", name, input);
    node.putAttr("ksize", numbers(1, size, size, 1));
    node.putAttr("strides", numbers(1, size, size, 1));
    node.putAttr("padding", text("VALID"));
    return add(node);
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static TensorShapeProto shape(List<Integer> dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    dimensions.forEach(size -> shape.addDimBuilder().setSize(size));
    return shape.build();
  }

  private String add(NodeDef.Builder node) {
    graph.addNode(node);
    return node.getName();
  }

  private static NodeDef.Builder floatNode(String op, String name, String... inputs) {
    return start(op, name, List.of(inputs)).putAttr("T", type(DataType.DT_FLOAT));
  }

  private static NodeDef.Builder start(String op, String name, List<String> inputs) {
    return NodeDef.newBuilder().setOp(op).setName(name).addAllInput(inputs);
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  private static AttrValue text(String value) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
  }

  private static AttrValue numbers(long... values) {
    AttrValue.Builder attribute = AttrValue.newBuilder();
    for (long value : values) {
      attribute.getListBuilder().addI(value);
    }
    return attribute.build();
  }
}
