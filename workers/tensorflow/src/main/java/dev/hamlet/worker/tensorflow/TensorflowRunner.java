package dev.hamlet.worker.tensorflow;

import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.InputReader;
import dev.hamlet.common.worker.serve.ModelFaultException;
import dev.hamlet.common.worker.serve.ModelRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/** Executes SavedModels with TensorFlow Java. */
final class TensorflowRunner implements ModelRunner {

  private final String version;
  private int threads;

  private TensorflowRunner(String version) {
    this.version = version;
  }

  /** Loads TensorFlow's native library, unpacking it before if it never was. */
  static TensorflowRunner start() {
    return new TensorflowRunner(TensorFlow.version());
  }

  @Override
  public String runtime() {
    return "tensorflow";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public LoadedModel load(Request.Load order) {
    requireSameThreads(order.threads());
    if (!Files.exists(Path.of(order.model(), "saved_model.pb"))) {
      throw new ModelFaultException(order.model() + " is no SavedModel: no saved_model.pb in it");
    }
    SessionOptions options = SessionOptions.of(order);
    float[] input = measuredInput(order);
    SavedModelBundle bundle = open(order, options);
    try {
      return new TensorflowModel(bundle, order, options, input);
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  /** TensorFlow says what is wrong by exceptions; all but a lack of memory blame the model. */
  static RuntimeException fault(TensorFlowException e) {
    return e instanceof TFResourceExhaustedException
        ? e
        : new ModelFaultException("TensorFlow refuses the model: " + firstLine(e), e);
  }

  /** The pool of threads belongs to the process and is made with its first session. */
  private void requireSameThreads(int wanted) {
    if (threads != 0 && threads != wanted) {
      throw new IllegalStateException(
          "this process computes with %d threads since its first load: start another for %d"
              .formatted(threads, wanted));
    }
    threads = wanted;
  }

  private static SavedModelBundle open(Request.Load order, SessionOptions options) {
    try {
      return SavedModelBundle.loader(order.model())
          .withTags(SavedModelBundle.DEFAULT_TAG)
          .withConfigProto(options.toProto())
          .load();
    } catch (TensorFlowException e) {
      throw fault(e);
    } catch (IllegalArgumentException e) {
      throw new ModelFaultException("TensorFlow cannot read the model: " + firstLine(e), e);
    }
  }

  private static float[] measuredInput(Request.Load order) {
    try (InputReader reader = new InputReader(order.inputs(), order.input().elements())) {
      return reader.read(order.inputIndex(), 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the input to measure: " + e.getMessage(), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
