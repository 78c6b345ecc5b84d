package dev.hamlet.coordinator.api;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.trace.TraceReader;
import dev.hamlet.proto.v1.TracePart;
import dev.hamlet.proto.v1.TracesGrpc;
import dev.hamlet.proto.v1.TracesRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Sends raw traces, two requests at a time, each on a thread of its own ({@code traces}) and at the
 * pace of its reader.
 */
public final class TraceService extends TracesGrpc.TracesImplBase {

  private static final int AT_ONCE = 2;

  private final ResultStore store;
  private final Supplier<TraceReader> readers;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * A service.
   *
   * @param readers gives each request a reader of its own
   */
  public TraceService(ResultStore store, Supplier<TraceReader> readers) {
    this.store = store;
    this.readers = readers;
  }

  @Override
  public void read(TracesRequest request, StreamObserver<TracePart> reply) {
    if (store.experiment(request.getExperimentId()).isEmpty()) {
      refuse(reply, ErrorCode.NOT_FOUND, "there is no experiment " + request.getExperimentId());
      return;
    }
    if (!free.tryAcquire()) {
      refuse(
          reply,
          ErrorCode.PRECONDITION,
          "the coordinator sends traces to %d others already: wait until one is done"
              .formatted(AT_ONCE));
      return;
    }
    Pace<TracePart> pace = new Pace<>((ServerCallStreamObserver<TracePart>) reply);
    Thread thread = new Thread(() -> send(request, pace), "traces");
    thread.setDaemon(true);
    thread.start();
  }

  private void send(TracesRequest request, Pace<TracePart> pace) {
    try {
      new TraceSending(pace, store.traces(), readers.get()).send(request);
      pace.complete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      pace.fail(e);
    } finally {
      free.release();
    }
  }

  private static void refuse(StreamObserver<TracePart> reply, ErrorCode code, String sentence) {
    reply.onError(StatusMapping.toStatus(new HamletException(code, sentence)));
  }
}
