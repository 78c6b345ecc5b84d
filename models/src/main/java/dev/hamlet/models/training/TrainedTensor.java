package dev.hamlet.models.training;

import dev.hamlet.models.architecture.FloatTensor;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.ApplyAdam;
import org.tensorflow.types.TFloat32;

/** One tensor under training: its variable, Adam's two moments of its gradient, and its mask. */
final class TrainedTensor {

  private final FloatTensor start;
  private final Variable<TFloat32> variable;
  private final Variable<TFloat32> firstMoment;
  private final Variable<TFloat32> secondMoment;
  private final Placeholder<TFloat32> initial;
  private final Operand<TFloat32> value;

  /**
   * Adds the variables to a graph.
   *
   * @param zerosHeld whether elements that are zero in {@code start} stay zero
   */
  TrainedTensor(Ops tf, FloatTensor start, boolean zerosHeld) {
    Shape shape = shapeOf(start);
    this.start = start;
    this.variable = tf.variable(shape, TFloat32.class);
    this.firstMoment = tf.variable(shape, TFloat32.class);
    this.secondMoment = tf.variable(shape, TFloat32.class);
    this.initial = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    // A gradient through the variable itself can crash TensorFlow, through its identity it cannot.
    Operand<TFloat32> plain = tf.identity(variable);
    boolean masked = zerosHeld && start.nonZero() < start.size();
    this.value =
        masked ? tf.math.mul(plain, tf.constant(shape, DataBuffers.of(maskOf(start)))) : plain;
  }

  /** What the network computes with. */
  Operand<TFloat32> value() {
    return value;
  }

  /** Gives the variables their first values. */
  void initialise(Session session, Ops tf) {
    assign(session, tf.assign(variable, initial), start);
    FloatTensor zeros = FloatTensor.zeros(start.shape());
    assign(session, tf.assign(firstMoment, initial), zeros);
    assign(session, tf.assign(secondMoment, initial), zeros);
  }

  /** One step of Adam along a gradient of {@link #value}. */
  ApplyAdam<TFloat32> update(Ops tf, AdamRates rates, Output<?> gradient) {
    return tf.train.applyAdam(
        variable,
        firstMoment,
        secondMoment,
        rates.firstDecayPower(),
        rates.secondDecayPower(),
        rates.learningRate(),
        tf.constant(AdamRates.FIRST_DECAY),
        tf.constant(AdamRates.SECOND_DECAY),
        tf.constant(AdamRates.EPSILON),
        gradient.expect(TFloat32.class));
  }

  /** The tensor as trained so far. */
  FloatTensor read(Session session) {
    float[] values = new float[start.size()];
    try (var result = session.runner().fetch(value).run()) {
      result.get(0).asRawTensor().data().asFloats().read(values);
    }
    return FloatTensor.of(start.shape(), values);
  }

  private void assign(Session session, Assign<TFloat32> assign, FloatTensor values) {
    try (TFloat32 tensor = TFloat32.tensorOf(shapeOf(values), DataBuffers.of(values.toArray()))) {
      session.runner().feed(initial, tensor).addTarget(assign).run().close();
    }
  }

  private static float[] maskOf(FloatTensor tensor) {
    float[] mask = tensor.toArray();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = mask[i] == 0 ? 0 : 1;
    }
    return mask;
  }

  private static Shape shapeOf(FloatTensor tensor) {
    return Shape.of(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
  }
}
