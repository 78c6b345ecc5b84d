package dev.hamlet.models.training;

import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The numbers of Adam (Kingma and Ba 2015) that change from step to step, fed into the graph.
 *
 * @param learningRate step size
 * @param firstDecayPower {@link #FIRST_DECAY} to the power of the step, from 1
 * @param secondDecayPower {@link #SECOND_DECAY} to the power of the step, from 1
 */
record AdamRates(
    Placeholder<TFloat32> learningRate,
    Placeholder<TFloat32> firstDecayPower,
    Placeholder<TFloat32> secondDecayPower) {

  static final float FIRST_DECAY = 0.9f;
  static final float SECOND_DECAY = 0.999f;
  static final float EPSILON = 1e-8f;

  static AdamRates in(Ops tf) {
    return new AdamRates(scalar(tf), scalar(tf), scalar(tf));
  }

  /** Runs a step with its rates. */
  float run(Session.Runner runner, int step, float rate) {
    try (TFloat32 rateNow = TFloat32.scalarOf(rate);
        TFloat32 first = TFloat32.scalarOf((float) Math.pow(FIRST_DECAY, step));
        TFloat32 second = TFloat32.scalarOf((float) Math.pow(SECOND_DECAY, step));
        var result =
            runner
                .feed(learningRate, rateNow)
                .feed(firstDecayPower, first)
                .feed(secondDecayPower, second)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private static Placeholder<TFloat32> scalar(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
