package dev.hamlet.models.variant;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.models.dataset.LabelledInputs;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Runs a bundle as a worker would: unpacked, loaded, called by its signature. */
final class TensorflowRunner implements AutoCloseable {

  private final ModelManifest manifest;
  private final SavedModelBundle model;

  TensorflowRunner(Path bundle, Path folder) {
    this.manifest = (ModelManifest) Bundle.manifest(bundle);
    Bundle.unpack(bundle, folder);
    this.model = SavedModelBundle.load(folder.resolve(manifest.entry()).toString(), "serve");
  }

  /** Probabilities of one class after the other, input after input. */
  float[] probabilities(float[] inputs, int count) {
    List<Integer> shape = manifest.input().shape();
    Shape batch = Shape.of(count, shape.get(0), shape.get(1), shape.get(2));
    float[] result = new float[count * manifest.classes()];
    try (TFloat32 tensor = TFloat32.tensorOf(batch, DataBuffers.of(inputs));
        var output =
            model
                .session()
                .runner()
                .feed(manifest.input().name(), tensor)
                .fetch(manifest.output().name())
                .run()) {
      output.get(0).asRawTensor().data().asFloats().read(result);
    }
    return result;
  }

  double accuracy(LabelledInputs inputs) {
    float[] values = new float[inputs.count() * inputs.elementsPerInput()];
    for (int i = 0; i < inputs.count(); i++) {
      inputs.copyInput(i, values, i * inputs.elementsPerInput());
    }
    float[] scores = probabilities(values, inputs.count());
    int right = 0;
    for (int i = 0; i < inputs.count(); i++) {
      right += best(scores, i * manifest.classes()) == inputs.label(i) ? 1 : 0;
    }
    return right / (double) inputs.count();
  }

  private int best(float[] scores, int offset) {
    int best = 0;
    for (int c = 1; c < manifest.classes(); c++) {
      best = scores[offset + c] > scores[offset + best] ? c : best;
    }
    return best;
  }

  @Override
  public void close() {
    model.close();
  }
}
