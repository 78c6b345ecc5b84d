package dev.hamlet.models.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.FloatTensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

class GraphCostTest {

  private static final Path FOLDER = Path.of("model");

  @Test
  void whatTheOutputDoesNotNeed_isNotCounted() {
    GraphWriter graph = new GraphWriter();
    graph.placeholder("in", List.of(-1, 4, 5, 2));
    graph.constant("kernel", FloatTensor.of(List.of(1, 1, 2, 3), 1, 0, 2, 0, 3, 4));
    graph.constant("slot", FloatTensor.zeros(List.of(100)));
    graph.convolution("out", "in", "kernel");

    GraphCost cost = GraphCost.of(ServingGraph.of(model(graph.finish(), 4, 5, 3), FOLDER));

    assertThat(cost).isEqualTo(new GraphCost(6, 4, 6 * 4 * 5, ""));
  }

  @Test
  void variablesCountWhole_andFunctionsHideMultiplications() {
    GraphDef graph =
        GraphDef.newBuilder()
            .addNode(NodeDef.newBuilder().setName("in").setOp("Placeholder"))
            .addNode(variable("weights", 3, 4))
            .addNode(variable("optimizer", 9))
            .addNode(
                NodeDef.newBuilder()
                    .setName("out")
                    .setOp("StatefulPartitionedCall")
                    .addInput("in:0")
                    .addInput("^weights"))
            .build();

    GraphCost cost = GraphCost.of(ServingGraph.of(model(graph, 3), FOLDER));

    assertThat(cost).isEqualTo(new GraphCost(12, 12, 0, "StatefulPartitionedCall"));
  }

  @Test
  void modelsThatNoWorkerCanCall_areRefusedWithTheReason() {
    SavedModel fit = model(GraphDef.getDefaultInstance(), 3);
    MetaGraphDef meta = fit.getMetaGraphs(0);
    SavedModel untagged =
        fit.toBuilder().setMetaGraphs(0, meta.toBuilder().clearMetaInfoDef()).build();
    SavedModel unsigned =
        fit.toBuilder().setMetaGraphs(0, meta.toBuilder().clearSignatureDef()).build();
    SavedModel open = model(GraphDef.getDefaultInstance(), -1);

    assertRefused(untagged, "no graph tagged serve");
    assertRefused(unsigned, "no signature serving_default");
    assertRefused(open, "every size known");
  }

  private static void assertRefused(SavedModel model, String reason) {
    assertThatThrownBy(() -> ServingGraph.of(model, FOLDER))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(reason);
  }

  private static SavedModel model(GraphDef graph, Integer... outputShape) {
    SignatureDef signature =
        SignatureDef.newBuilder()
            .putInputs("images", tensor("in:0", 4, 5, 2))
            .putOutputs("scores", tensor("out:0", outputShape))
            .build();
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph);
    meta.getMetaInfoDefBuilder().addTags("serve");
    meta.putSignatureDef("serving_default", signature);
    return SavedModel.newBuilder().addMetaGraphs(meta).build();
  }

  private static TensorInfo tensor(String name, Integer... shape) {
    TensorInfo.Builder tensor = TensorInfo.newBuilder().setName(name).setDtype(DataType.DT_FLOAT);
    tensor.getTensorShapeBuilder().addDimBuilder().setSize(-1);
    for (int size : shape) {
      tensor.getTensorShapeBuilder().addDimBuilder().setSize(size);
    }
    return tensor.build();
  }

  private static NodeDef variable(String name, Integer... shape) {
    AttrValue value = AttrValue.newBuilder().setShape(GraphWriter.shape(List.of(shape))).build();
    return NodeDef.newBuilder().setName(name).setOp("VarHandleOp").putAttr("shape", value).build();
  }
}
