package dev.hamlet.common.worker.serve;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.common.worker.Frame;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.FrameException;
import dev.hamlet.common.worker.MessageCodec;
import dev.hamlet.common.worker.Reply;
import dev.hamlet.common.worker.Request;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers one agent until it ends the connection. Single-threaded: what computes a burst is the
 * thread that reads and writes frames, and nothing else runs beside it.
 */
public final class WorkerServer {

  private final FrameChannel channel;
  private final ModelRunner runner;
  private final MonotonicClock clock;
  private final Waiter waiter;
  private final Activity activity;
  private final Consumer<Throwable> faults;

  /**
   * Prepares to serve.
   *
   * @param channel the connection to the agent; stays the caller's
   * @param clock CLOCK_MONOTONIC
   * @param waiter waits on the same clock
   * @param faults told of each request that failed, for the log; the agent gets a sentence
   */
  public WorkerServer(
      FrameChannel channel,
      ModelRunner runner,
      MonotonicClock clock,
      Waiter waiter,
      Activity activity,
      Consumer<Throwable> faults) {
    this.channel = channel;
    this.runner = runner;
    this.clock = clock;
    this.waiter = waiter;
    this.activity = activity;
    this.faults = faults;
  }

  /**
   * Serves until the agent ends the connection.
   *
   * @throws IOException if the connection breaks, or what comes over it is not a frame
   */
  public void serve() throws IOException {
    try (ModelHost host = new ModelHost(runner, clock, waiter, activity)) {
      Optional<Frame> frame = channel.receive(FrameChannel.NO_DEADLINE);
      while (frame.isPresent()) {
        channel.send(MessageCodec.encode(answer(host, frame.get())), FrameChannel.NO_DEADLINE);
        frame = channel.receive(FrameChannel.NO_DEADLINE);
      }
    }
  }

  private Reply answer(ModelHost host, Frame frame) throws InterruptedIOException {
    try {
      return answer(host, MessageCodec.request(frame));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in a burst");
    } catch (ModelFaultException e) {
      return failure(e, true);
    } catch (IOException | RuntimeException e) {
      return failure(e, false);
    }
  }

  private Reply answer(ModelHost host, Request request) throws IOException, InterruptedException {
    if (request instanceof Request.Hello hello) {
      return hello(hello);
    } else if (request instanceof Request.Load load) {
      return host.load(load);
    } else if (request instanceof Request.Warm warm) {
      return host.warm(warm);
    } else if (request instanceof Request.Burst burst) {
      return host.burst(burst);
    } else if (request instanceof Request.Evaluate evaluate) {
      return host.evaluate(evaluate);
    } else if (request instanceof Request.Unload) {
      host.close();
      return new Reply.Unload();
    }
    return host.describe();
  }

  private Reply hello(Request.Hello hello) throws FrameException {
    if (hello.protocol() != Request.PROTOCOL) {
      throw new FrameException(
          "the agent speaks version %d of the worker protocol, this worker version %d"
              .formatted(hello.protocol(), Request.PROTOCOL));
    }
    long pid = ProcessHandle.current().pid();
    return new Reply.Hello(
        Request.PROTOCOL, runner.runtime(), runner.version(), pid, clock.monotonicNs());
  }

  private Reply failure(Exception e, boolean modelFault) {
    faults.accept(e);
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return new Reply.Failure(message, modelFault);
  }
}
