package dev.hamlet.agent.worker;

import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.worker.Frame;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.FrameException;
import dev.hamlet.common.worker.MessageCodec;
import dev.hamlet.common.worker.Reply;
import dev.hamlet.common.worker.Request;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker in a child process of its own.
 *
 * <p>Threads: as {@link ModelWorker}; {@link #close} may also come from another thread and makes a
 * blocked call fail. What the worker says is checked before it is believed: its stamps must lie
 * between the request and the reply.
 */
final class ProcessWorker implements ModelWorker {

  private static final Logger log = LoggerFactory.getLogger(ProcessWorker.class);

  private final WorkerProcess process;
  private final FrameChannel channel;
  private final WorkerLimits limits;
  private final CpuShares cpus;
  private final MonotonicClock clock;
  private final FirstRun firstRun = new FirstRun();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean failed;
  private int classes;

  private ProcessWorker(
      WorkerProcess process, FrameChannel channel, WorkerSettings settings, MonotonicClock clock) {
    this.process = process;
    this.channel = channel;
    this.limits = settings.limits();
    this.cpus = settings.cpus();
    this.clock = clock;
  }

  static ProcessWorker start(
      String runtime, List<String> command, WorkerSettings settings, MonotonicClock clock) {
    long deadlineNs = clock.monotonicNs() + settings.limits().hello().toNanos();
    ProcessWorker worker;
    try (WorkerListener listener = WorkerListener.open()) {
      WorkerProcess process =
          WorkerProcess.start(runtime, command, settings, listener.socket(), clock);
      try {
        FrameChannel channel = process.connection(listener, deadlineNs);
        worker = new ProcessWorker(process, channel, settings, clock);
      } catch (IOException e) {
        String how = how(process, e, "hello", settings.limits().hello());
        process.end();
        throw new WorkerException(how, false, e);
      }
    } catch (IOException e) {
      throw new WorkerException(
          "cannot start the worker of %s (%s): %s"
              .formatted(runtime, command.get(0), e.getMessage()),
          false,
          e);
    }
    try {
      worker.hello(runtime);
      return worker;
    } catch (WorkerException e) {
      worker.close();
      throw e;
    }
  }

  @Override
  public long load(LoadRequest request) {
    Request.Load order = LoadOrder.of(request);
    process.place(request.cpus().isEmpty() ? cpus.worker(request.threads()) : request.cpus());
    long loadNs = call(order, Reply.Load.class, limits.load()).loadNs();
    classes = order.classes();
    firstRun.loaded(request.folder());
    return loadNs;
  }

  @Override
  public Map<String, String> describe() {
    return call(new Request.Describe(), Reply.Describe.class, limits.load()).properties();
  }

  @Override
  public void warm(long leastDurationNs, int leastInferences) {
    long warmUpNs = firstRun.warmUpNs(leastDurationNs);
    Duration limit = limits.inferences().plusNanos(warmUpNs);
    call(new Request.Warm(warmUpNs, leastInferences), Reply.Warm.class, limit);
  }

  @Override
  public BurstResult burst(BurstRequest request) {
    Request.Burst order =
        new Request.Burst(
            request.leastDurationNs(),
            request.leastInferences(),
            request.workBeforeGapNs(),
            request.greatestGapNs(),
            request.seed(),
            request.patienceNs(),
            request.clockHz());
    Duration limit =
        limits.inferences().plusNanos(request.leastDurationNs() + request.patienceNs());
    long sentNs = clock.monotonicNs();
    Reply.Burst reply = call(order, Reply.Burst.class, limit);
    return BurstCheck.result(request, reply, classes, sentNs, clock.monotonicNs())
        .orElseThrow(() -> fail("answered a burst with stamps or a class that cannot be"));
  }

  @Override
  public int[] evaluate(InputSource source, int inputs) {
    int count = inputs == 0 ? source.manifest().count() : inputs;
    Request.Evaluate order =
        new Request.Evaluate(LoadOrder.inputs(source), Math.min(count, source.manifest().count()));
    int[] predicted = call(order, Reply.Evaluate.class, limits.evaluate()).classes();
    if (predicted.length != order.count()) {
      throw fail("evaluated %d inputs of %d".formatted(predicted.length, order.count()));
    }
    for (int predictedClass : predicted) {
      if (predictedClass < 0 || predictedClass > classes) {
        throw fail("predicted class %d of %d".formatted(predictedClass, classes));
      }
    }
    return predicted;
  }

  @Override
  public boolean alive() {
    return !failed && !closed.get() && process.alive();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      disconnect();
      process.end();
    }
  }

  private void hello(String runtime) {
    long sentNs = clock.monotonicNs();
    Reply.Hello hello =
        call(new Request.Hello(Request.PROTOCOL), Reply.Hello.class, limits.hello());
    long receivedNs = clock.monotonicNs();
    if (hello.protocol() != Request.PROTOCOL) {
      throw fail("speaks version %d of the worker protocol".formatted(hello.protocol()));
    }
    if (!hello.runtime().equals(runtime)) {
      throw fail("says that it is a worker of " + hello.runtime());
    }
    if (hello.monotonicNs() < sentNs || hello.monotonicNs() > receivedNs) {
      throw fail(
          "has another clock: it says %d ns, outside of %d .. %d"
              .formatted(hello.monotonicNs(), sentNs, receivedNs));
    }
    log.info("{} is ready: {} {}", process.name(), runtime, hello.runtimeVersion());
  }

  private <R extends Reply> R call(Request request, Class<R> expected, Duration limit) {
    if (failed || closed.get()) {
      throw new WorkerException(process.name() + " was given up before", false);
    }
    String what = request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Reply reply;
    try {
      long deadlineNs = clock.monotonicNs() + limit.toNanos();
      channel.send(MessageCodec.encode(request), deadlineNs);
      Frame frame = channel.receive(deadlineNs).orElseThrow(EOFException::new);
      reply = MessageCodec.reply(frame);
    } catch (IOException e) {
      throw broken(what, limit, e);
    }
    if (reply instanceof Reply.Failure failure) {
      failed = true;
      throw new WorkerException(
          "%s cannot %s: %s".formatted(process.name(), what, failure.message()),
          failure.modelFault());
    }
    if (!expected.isInstance(reply)) {
      throw fail("answered a %s with %s".formatted(what, reply.getClass().getSimpleName()));
    }
    return expected.cast(reply);
  }

  /** The worker broke the protocol: it is not asked again. */
  private WorkerException fail(String what) {
    failed = true;
    process.kill();
    return new WorkerException(process.name() + " " + what, false);
  }

  private WorkerException broken(String what, Duration limit, IOException e) {
    failed = true;
    disconnect();
    String how = how(process, e, what, limit);
    process.kill();
    log.warn("{}; its last lines: {}", how, process.lastLines());
    return new WorkerException(how, false, e);
  }

  private static String how(WorkerProcess process, IOException e, String what, Duration limit) {
    if (e instanceof SocketTimeoutException) {
      return "%s did not answer %s within %d s and was killed"
          .formatted(process.name(), what, limit.toSeconds());
    } else if (e instanceof InterruptedIOException) {
      return "%s was interrupted in %s".formatted(process.name(), what);
    } else if (e instanceof FrameException) {
      return "%s speaks nonsense in %s: %s".formatted(process.name(), what, e.getMessage());
    }
    return "%s died in %s: %s".formatted(process.name(), what, process.obituary());
  }

  private void disconnect() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("the connection to {} did not close well", process.name(), e);
    }
  }
}
