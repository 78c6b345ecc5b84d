package dev.hamlet.models.export;

import com.google.protobuf.CodedOutputStream;
import dev.hamlet.models.architecture.FeatureShape;
import dev.hamlet.models.architecture.Network;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Writes SavedModels: one graph tagged {@value #TAG} with the signature {@value #SIGNATURE}. */
final class SavedModels {

  static final String TAG = "serve";
  static final String SIGNATURE = "serving_default";
  static final String FILE = "saved_model.pb";

  private static final int SCHEMA_VERSION = 1;

  private SavedModels() {}

  /** Writes a network into a folder; equal networks give equal bytes. */
  static void write(Network network, Path folder) {
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(InferenceGraph.of(network));
    meta.getMetaInfoDefBuilder().addTags(TAG);
    meta.putSignatureDef(SIGNATURE, signature(network));
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(meta)
            .build();
    try {
      Files.createDirectories(folder);
      write(model, folder.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model " + folder, e);
    }
  }

  private static void write(SavedModel model, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.useDeterministicSerialization();
      model.writeTo(coded);
      coded.flush();
    }
  }

  private static SignatureDef signature(Network network) {
    FeatureShape input = network.architecture().input();
    return SignatureDef.newBuilder()
        .setMethodName("tensorflow/serving/predict")
        .putInputs(
            InferenceGraph.INPUT, tensor(InferenceGraph.INPUT, InferenceGraph.batchOf(input)))
        .putOutputs(
            InferenceGraph.OUTPUT,
            tensor(
                InferenceGraph.OUTPUT,
                List.of(InferenceGraph.OPEN, network.architecture().classes())))
        .build();
  }

  private static TensorInfo tensor(String name, List<Integer> shape) {
    return TensorInfo.newBuilder()
        .setName(name + ":0")
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(GraphWriter.shape(shape))
        .build();
  }
}
