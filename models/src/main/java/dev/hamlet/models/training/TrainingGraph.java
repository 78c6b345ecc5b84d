package dev.hamlet.models.training;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FeatureShape;
import dev.hamlet.models.architecture.Layer;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network in TensorFlow with its loss and its optimizer. One thread; the maker closes it. */
final class TrainingGraph implements AutoCloseable {

  private static final List<Long> STRIDE_ONE = List.of(1L, 1L, 1L, 1L);

  private final Architecture architecture;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<TrainedTensor> tensors = new ArrayList<>();
  private final Placeholder<TFloat32> inputs;
  private final Placeholder<TFloat32> labels;
  private final AdamRates rates;
  private final Operand<TFloat32> loss;
  private final List<Op> updates = new ArrayList<>();
  private final Session session;

  TrainingGraph(Network start, boolean zerosHeld) {
    this.architecture = start.architecture();
    for (LayerWeights weights : start.weights()) {
      tensors.add(new TrainedTensor(tf, weights.kernel().values(), zerosHeld));
      tensors.add(new TrainedTensor(tf, weights.bias(), false));
    }
    this.inputs = batchOf(architecture.input());
    this.labels =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, architecture.classes())));
    this.rates = AdamRates.in(tf);
    this.loss =
        tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(scores(), labels).loss(), tf.constant(0));
    addUpdates();
    this.session = new Session(graph);
    tensors.forEach(tensor -> tensor.initialise(session, tf));
  }

  /**
   * One step of the optimizer.
   *
   * @param step number of the step, from 1
   * @return the loss before the step
   */
  float step(Batches.Batch batch, int step, float learningRate) {
    Session.Runner runner =
        session.runner().feed(inputs, batch.inputs()).feed(labels, batch.labels()).fetch(loss);
    updates.forEach(runner::addTarget);
    return rates.run(runner, step, learningRate);
  }

  /** The network as trained so far. */
  Network network() {
    List<LayerWeights> weights = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i += 2) {
      weights.add(
          LayerWeights.plain(tensors.get(i).read(session), tensors.get(i + 1).read(session)));
    }
    return new Network(architecture, weights);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Operand<TFloat32> scores() {
    Iterator<TrainedTensor> weights = tensors.iterator();
    Operand<TFloat32> data = inputs;
    FeatureShape shape = architecture.input();
    for (Layer layer : architecture.layers()) {
      data = apply(layer, shape, data, weights);
      shape = layer.output(shape);
    }
    return data;
  }

  private Operand<TFloat32> apply(
      Layer layer, FeatureShape shape, Operand<TFloat32> data, Iterator<TrainedTensor> weights) {
    if (layer instanceof Layer.Weighted weighted) {
      return weighted(weighted, data, weights.next(), weights.next());
    }
    if (layer instanceof Layer.MaxPool) {
      return tf.nn.maxPool(data, poolSize(), poolSize(), "VALID");
    }
    return tf.reshape(data, tf.constant(new int[] {-1, shape.elements()}));
  }

  private Operand<TFloat32> weighted(
      Layer.Weighted layer, Operand<TFloat32> data, TrainedTensor kernel, TrainedTensor bias) {
    Operand<TFloat32> product =
        layer instanceof Layer.Dense
            ? tf.linalg.matMul(data, kernel.value())
            : tf.nn.conv2d(data, kernel.value(), STRIDE_ONE, "SAME");
    Operand<TFloat32> biased = tf.nn.biasAdd(product, bias.value());
    return layer.rectified() ? tf.nn.relu(biased) : biased;
  }

  private Operand<TInt32> poolSize() {
    return tf.constant(new int[] {1, Layer.MaxPool.SIZE, Layer.MaxPool.SIZE, 1});
  }

  private Placeholder<TFloat32> batchOf(FeatureShape shape) {
    return tf.placeholder(
        TFloat32.class,
        Placeholder.shape(Shape.of(-1, shape.height(), shape.width(), shape.channels())));
  }

  private void addUpdates() {
    Output<?>[] values =
        tensors.stream().map(tensor -> tensor.value().asOutput()).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), values);
    // A weight must not change while the gradient of another still reads it.
    Ops afterGradients = tf.withControlDependencies(gradients);
    for (int i = 0; i < gradients.length; i++) {
      updates.add(tensors.get(i).update(afterGradients, rates, gradients[i]));
    }
  }
}
