package dev.hamlet.agent.worker;

import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.common.worker.Frame;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.WorkerEnvironment;
import dev.hamlet.common.worker.serve.Activity;
import dev.hamlet.common.worker.serve.ModelFaultException;
import dev.hamlet.common.worker.serve.ModelRunner;
import dev.hamlet.common.worker.serve.WorkerServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A worker program without a runtime: the class of an input is the number that it starts with, and
 * an inference takes no time. Its first argument is what it does wrong.
 */
public final class FakeWorkerMain {

  enum Misdeed {
    NONE,
    END_AT_START,
    NEVER_CONNECT,
    LIE_ABOUT_THE_CLOCK,
    LIE_ABOUT_THE_RUNTIME,
    MODEL_FAULT,
    DIE_IN_BURST,
    HANG_IN_BURST,
    NONSENSE_IN_BURST,
    OLD_SPANS_IN_BURST,
    OUTLIVE_ITS_SOCKET
  }

  private FakeWorkerMain() {}

  /** Runs as a child process of a test. */
  public static void main(String[] args) throws Exception {
    Misdeed misdeed = Misdeed.valueOf(args[0]);
    System.out.println("fake worker: " + misdeed);
    if (misdeed == Misdeed.END_AT_START) {
      System.err.println("cannot find libfake.so");
      System.exit(3);
    }
    if (misdeed == Misdeed.NEVER_CONNECT) {
      new CountDownLatch(1).await();
    }
    serve(misdeed, WorkerEnvironment.of(System.getenv()));
    if (misdeed == Misdeed.OUTLIVE_ITS_SOCKET) {
      new CountDownLatch(1).await();
    }
  }

  private static void serve(Misdeed misdeed, WorkerEnvironment environment) throws IOException {
    SystemClock clock = new SystemClock();
    long lieNs = misdeed == Misdeed.LIE_ABOUT_THE_CLOCK ? 3_600_000_000_000L : 0;
    try (FrameChannel channel = FrameChannel.connect(environment.socket(), clock)) {
      FakeRunner runner = new FakeRunner(misdeed, channel);
      new WorkerServer(
              channel,
              runner,
              () -> clock.monotonicNs() + runner.clockLieNs() + lieNs,
              ns -> clock.waitUntil(ns - runner.clockLieNs()),
              environment
                  .activity()
                  .map(ActivityRing::open)
                  .<Activity>map(ring -> ring::publish)
                  .orElse(Activity.NONE),
              fault -> System.err.println("fault: " + fault.getMessage()))
          .serve();
    }
  }

  private static final class FakeRunner implements ModelRunner {

    private final Misdeed misdeed;
    private final FrameChannel channel;
    private boolean loaded;

    FakeRunner(Misdeed misdeed, FrameChannel channel) {
      this.misdeed = misdeed;
      this.channel = channel;
    }

    long clockLieNs() {
      return loaded && misdeed == Misdeed.OLD_SPANS_IN_BURST ? -60_000_000_000L : 0;
    }

    @Override
    public String runtime() {
      return misdeed == Misdeed.LIE_ABOUT_THE_RUNTIME ? "other" : "fake";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public LoadedModel load(Request.Load order) {
      if (misdeed == Misdeed.MODEL_FAULT) {
        throw new ModelFaultException("operation Foo has no kernel");
      }
      loaded = true;
      return new FakeModel(misdeed, channel, order);
    }
  }

  private static final class FakeModel implements ModelRunner.LoadedModel {

    private final Misdeed misdeed;
    private final FrameChannel channel;
    private final Request.Load order;

    FakeModel(Misdeed misdeed, FrameChannel channel, Request.Load order) {
      this.misdeed = misdeed;
      this.channel = channel;
      this.order = order;
    }

    @Override
    public void infer() {
      try {
        if (misdeed == Misdeed.DIE_IN_BURST) {
          System.err.println("fake: *** stack smashing detected ***\n\tat somewhere");
          Runtime.getRuntime().halt(134);
        } else if (misdeed == Misdeed.HANG_IN_BURST) {
          new CountDownLatch(1).await();
        } else if (misdeed == Misdeed.NONSENSE_IN_BURST) {
          channel.send(new Frame(0x42, new byte[] {'?'}, new byte[0]), FrameChannel.NO_DEADLINE);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public float[] scores() {
      return scoresOf(order.inputIndex() % order.classes());
    }

    @Override
    public int greatestBatch() {
      return 3;
    }

    @Override
    public float[] scores(float[] inputs, int count) {
      int elements = order.input().elements();
      float[] all = new float[count * order.classes()];
      for (int i = 0; i < count; i++) {
        float[] scores = scoresOf((int) inputs[i * elements]);
        System.arraycopy(scores, 0, all, i * order.classes(), scores.length);
      }
      return all;
    }

    @Override
    public Map<String, String> properties() {
      return order.options();
    }

    @Override
    public void close() {}

    private float[] scoresOf(int predicted) {
      float[] scores = new float[order.classes()];
      Arrays.fill(scores, -1);
      scores[predicted] = 1;
      return scores;
    }
  }
}
