package dev.hamlet.common.worker.serve;

import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.common.worker.Reply;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.ModelRunner.LoadedModel;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds at most one loaded model and does with it what an agent asks. */
final class ModelHost implements AutoCloseable {

  private static final int ONE_THREAD_MILLI = 1000;

  private final ModelRunner runner;
  private final MonotonicClock clock;
  private final Activity activity;
  private final InferenceLoop loop;
  private Request.@Nullable Load order;
  private @Nullable LoadedModel model;

  ModelHost(ModelRunner runner, MonotonicClock clock, Waiter waiter, Activity activity) {
    this.runner = runner;
    this.clock = clock;
    this.activity = activity;
    this.loop = new InferenceLoop(clock, waiter, activity, new SpinningCpu(clock));
  }

  Reply.Load load(Request.Load newOrder) {
    close();
    long startNs = clock.monotonicNs();
    activity.publish(startNs, ONE_THREAD_MILLI);
    long endNs = startNs;
    try {
      model = runner.load(newOrder);
      order = newOrder;
    } finally {
      endNs = clock.monotonicNs();
      activity.publish(endNs, 0);
    }
    return new Reply.Load(endNs - startNs);
  }

  Reply.Describe describe() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("runtime", runner.runtime());
    properties.put("runtime_version", runner.version());
    if (model != null) {
      properties.putAll(model.properties());
    }
    return new Reply.Describe(properties);
  }

  Reply.Warm warm(Request.Warm request) {
    return new Reply.Warm(loop.warm(model(), levelMilli(), request));
  }

  Reply.Burst burst(Request.Burst request) throws InterruptedException {
    Spans spans = loop.burst(order().model(), model(), levelMilli(), request);
    return new Reply.Burst(spans, HighestScore.of(model().scores(), 0, order().classes()));
  }

  Reply.Evaluate evaluate(Request.Evaluate request) throws IOException {
    activity.publish(clock.monotonicNs(), levelMilli());
    try (InputReader reader = new InputReader(request.inputs(), order().input().elements())) {
      return new Reply.Evaluate(classes(reader, request.count()));
    } finally {
      activity.publish(clock.monotonicNs(), 0);
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    model = null;
    order = null;
  }

  private int[] classes(InputReader reader, int count) throws IOException {
    int[] predicted = new int[count];
    int batch = model().greatestBatch();
    for (int first = 0; first < count; first += batch) {
      int inputs = Math.min(batch, count - first);
      float[] scores = model().scores(reader.read(first, inputs), inputs);
      for (int i = 0; i < inputs; i++) {
        predicted[first + i] = HighestScore.of(scores, i * order().classes(), order().classes());
      }
    }
    return predicted;
  }

  /** The runtime may use all its threads; how many are busy it does not tell. */
  private int levelMilli() {
    return ONE_THREAD_MILLI * order().threads();
  }

  private LoadedModel model() {
    if (model == null) {
      throw new IllegalStateException("no model is loaded: load one first");
    }
    return model;
  }

  private Request.Load order() {
    if (order == null) {
      throw new IllegalStateException("no model is loaded: load one first");
    }
    return order;
  }
}
