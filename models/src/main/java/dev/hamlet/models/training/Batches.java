package dev.hamlet.models.training;

import dev.hamlet.models.architecture.FeatureShape;
import dev.hamlet.models.dataset.LabelledInputs;
import java.util.Random;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Batches of a data set in an order that a seed decides; every input once before any twice. */
final class Batches {

  private final LabelledInputs inputs;
  private final FeatureShape shape;
  private final int classes;
  private final Random random;
  private final int[] order;
  private int next;

  Batches(LabelledInputs inputs, FeatureShape shape, int classes, long seed) {
    this.inputs = inputs;
    this.shape = shape;
    this.classes = classes;
    this.random = new Random(seed);
    this.order = new int[inputs.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    shuffle();
  }

  /** Inputs and one-hot labels of one step; whoever takes the batch closes it. */
  record Batch(TFloat32 inputs, TFloat32 labels) implements AutoCloseable {

    @Override
    public void close() {
      inputs.close();
      labels.close();
    }
  }

  Batch take(int count) {
    float[] values = new float[count * inputs.elementsPerInput()];
    float[] oneHot = new float[count * classes];
    for (int i = 0; i < count; i++) {
      int index = nextIndex();
      inputs.copyInput(index, values, i * inputs.elementsPerInput());
      oneHot[i * classes + inputs.label(index)] = 1;
    }
    Shape batchShape = Shape.of(count, shape.height(), shape.width(), shape.channels());
    return new Batch(
        TFloat32.tensorOf(batchShape, DataBuffers.of(values)),
        TFloat32.tensorOf(Shape.of(count, classes), DataBuffers.of(oneHot)));
  }

  private int nextIndex() {
    if (next == order.length) {
      shuffle();
      next = 0;
    }
    return order[next++];
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
