package dev.hamlet.worker.tensorflow;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.WorkerEnvironment;
import dev.hamlet.common.worker.serve.Activity;
import dev.hamlet.common.worker.serve.WorkerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The worker's process. Exit code 0 after a served agent, 1 if it failed, 2 if started wrongly. */
public final class TensorflowWorkerMain {

  private static final String NATIVE_CACHE = "org.bytedeco.javacpp.cachedir";
  private static final String LOGGER_START = "slf4j.internal.verbosity";

  private TensorflowWorkerMain() {}

  /** Serves the agent named in the environment. */
  public static void main(String[] args) {
    quietUnlessDebugging(System.getenv());
    try {
      serve(WorkerEnvironment.of(System.getenv()));
    } catch (HamletException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  /** Connects only when TensorFlow is loaded, so that its hello and first load are quick. */
  private static void serve(WorkerEnvironment environment) throws IOException {
    environment.cache().ifPresent(TensorflowWorkerMain::unpackBelow);
    TensorflowRunner runner = TensorflowRunner.start();
    Activity activity =
        environment
            .activity()
            .map(ActivityRing::open)
            .<Activity>map(ring -> ring::publish)
            .orElse(Activity.NONE);
    SystemClock clock = new SystemClock();
    try (FrameChannel channel = FrameChannel.connect(environment.socket(), clock)) {
      new WorkerServer(channel, runner, clock, clock, activity, Throwable::printStackTrace).serve();
    }
  }

  /**
   * A worker has no logger but its output, and no reader is helped by hearing that; {@code
   * HAMLET_DEBUG} brings the line back, and TensorFlow's own with it.
   */
  static void quietUnlessDebugging(Map<String, String> environment) {
    String debug = environment.getOrDefault("HAMLET_DEBUG", "");
    if ((debug.isEmpty() || debug.equals("0")) && System.getProperty(LOGGER_START) == null) {
      System.setProperty(LOGGER_START, "ERROR");
    }
  }

  private static void unpackBelow(Path cache) {
    if (System.getProperty(NATIVE_CACHE) == null) {
      System.setProperty(NATIVE_CACHE, cache.resolve("javacpp").toString());
    }
  }
}
