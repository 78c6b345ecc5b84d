package dev.hamlet.worker.tensorflow;

import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.common.worker.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Softmax;
import org.tensorflow.types.TFloat32;

/**
 * A model written down, not trained: four numbers in, the first three of them times ten through a
 * softmax out. So the class is the place of the greatest of the first three.
 */
record TinySavedModel(Path model, Path inputs) {

  static final int CLASSES = 3;

  /** 130 inputs: two batches of 64 and a rest. Input i has class i mod 3, but the last is NaN. */
  static final int INPUTS = 130;

  private static final int ELEMENTS = 4;

  static TinySavedModel in(Path folder, long batch) {
    try {
      Path model = folder.resolve("saved_model");
      export(model, batch);
      Path inputs = folder.resolve("inputs.f32");
      Files.write(inputs, numbers());
      return new TinySavedModel(model, inputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Request.InputFile inputFile() {
    return new Request.InputFile(inputs.toString(), INPUTS);
  }

  Request.Load load(int inputIndex, Map<String, String> options) {
    return load(inputIndex, 1, "scores", options);
  }

  Request.Load load(int inputIndex, int threads, String output, Map<String, String> options) {
    return new Request.Load(
        model.toString(),
        new TensorSpec("x", List.of(ELEMENTS), "float32"),
        new TensorSpec(output, List.of(CLASSES), "float32"),
        CLASSES,
        threads,
        inputFile(),
        inputIndex,
        options);
  }

  private static void export(Path folder, long batch) throws IOException {
    float[][] weights = {{10, 0, 0}, {0, 10, 0}, {0, 0, 10}, {0, 0, 0}};
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, ELEMENTS)));
      Softmax<TFloat32> scores = tf.nn.softmax(tf.linalg.matMul(x, tf.constant(weights)));
      Signature signature =
          Signature.builder("serving_default").input("x", x).output("scores", scores).build();
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignature(signature)
          .export();
    }
  }

  private static byte[] numbers() {
    byte[] bytes = new byte[INPUTS * ELEMENTS * Float.BYTES];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < INPUTS; i++) {
      for (int j = 0; j < ELEMENTS; j++) {
        float value = j == i % CLASSES ? 1 : 0;
        numbers.putFloat(i == INPUTS - 1 ? Float.NaN : value);
      }
    }
    return bytes;
  }
}
