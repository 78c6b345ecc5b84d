package dev.hamlet.worker.tensorflow;

import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.ModelFaultException;
import dev.hamlet.common.worker.serve.ModelRunner;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * A SavedModel in a session. The measured input is one tensor, fed again and again by one prepared
 * call; an inference ends when its scores lie in a Java array.
 */
final class TensorflowModel implements ModelRunner.LoadedModel {

  private final SavedModelBundle bundle;
  private final Request.Load order;
  private final SessionOptions options;
  private final GraphEnds ends;
  private final TFloat32 input;
  private final Session.Runner call;
  private final float[] scores;

  /** Takes over the bundle if it returns. */
  TensorflowModel(
      SavedModelBundle bundle, Request.Load order, SessionOptions options, float[] input) {
    this.bundle = bundle;
    this.order = order;
    this.options = options;
    this.ends = GraphEnds.of(bundle.metaGraphDef(), order);
    this.input = tensor(input, 1);
    this.call = bundle.session().runner().feed(ends.input(), this.input).fetch(ends.output());
    this.scores = new float[order.classes()];
  }

  @Override
  public void infer() {
    run(call, scores);
  }

  @Override
  public float[] scores() {
    return scores;
  }

  @Override
  public int greatestBatch() {
    return ends.greatestBatch();
  }

  @Override
  public float[] scores(float[] inputs, int count) {
    float[] batchScores = new float[count * order.classes()];
    try (TFloat32 batch = tensor(inputs, count)) {
      run(bundle.session().runner().feed(ends.input(), batch).fetch(ends.output()), batchScores);
    }
    return batchScores;
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "threads", Integer.toString(options.threads()),
        "optimizer", options.optimizer() ? "on" : "off",
        "greatest_batch", Integer.toString(ends.greatestBatch()));
  }

  @Override
  public void close() {
    input.close();
    bundle.close();
  }

  private static void run(Session.Runner call, float[] into) {
    try (Result result = call.run()) {
      Tensor output = result.get(0);
      if (!(output instanceof TFloat32 numbers) || output.shape().size() != into.length) {
        throw new ModelFaultException(
            "the model answers with %s of shape %s where %d scores are due"
                .formatted(output.dataType(), output.shape(), into.length));
      }
      numbers.asRawTensor().data().asFloats().read(into);
    } catch (TensorFlowException e) {
      throw TensorflowRunner.fault(e);
    }
  }

  private TFloat32 tensor(float[] numbers, int count) {
    long[] sizes = new long[1 + order.input().shape().size()];
    sizes[0] = count;
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = order.input().shape().get(i - 1);
    }
    return TFloat32.tensorOf(Shape.of(sizes), DataBuffers.of(numbers, true, false));
  }
}
