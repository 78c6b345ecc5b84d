package dev.hamlet.common.worker.serve;

import dev.hamlet.common.worker.Request;
import java.util.Map;

/** A runtime that executes models. One thread at a time. */
public interface ModelRunner {

  /** Kind of worker, for instance {@code tensorflow}. */
  String runtime();

  /** Version of the runtime. */
  String version();

  /**
   * Loads a model, and holds the input that warm-up and burst give it.
   *
   * @throws ModelFaultException if the model is to blame; anything else blames worker or board
   */
  LoadedModel load(Request.Load order);

  /** A model that is ready to run; owned, and closed, by whoever loaded it. */
  interface LoadedModel extends AutoCloseable {

    /** Runs one inference of the held input and keeps its scores. */
    void infer();

    /** Scores of the latest inference, one per class; valid until the next. */
    float[] scores();

    /** Most inputs that {@link #scores(float[], int)} takes at once. */
    int greatestBatch();

    /**
     * Scores of several inputs.
     *
     * @param inputs the inputs one after the other; more may follow
     * @param count how many, at most {@link #greatestBatch}
     * @return {@code count} times one score per class; valid until the next call
     */
    float[] scores(float[] inputs, int count);

    /** What the model runs as, for people and provenance. */
    Map<String, String> properties();

    @Override
    void close();
  }
}
