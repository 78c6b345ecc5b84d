package dev.hamlet.agent.uplink;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a bidirectional stream: hops every callback onto the link's thread, and says once
 * that it is over, however it ended.
 */
final class UpStream<U, D> implements ClientResponseObserver<U, D> {

  private final LinkThread thread;
  private final Runnable onReady;
  private final Consumer<D> onMessage;
  private final Consumer<Status> onEnd;
  private @Nullable ClientCallStreamObserver<U> stream;

  UpStream(LinkThread thread, Runnable onReady, Consumer<D> onMessage, Consumer<Status> onEnd) {
    this.thread = thread;
    this.onReady = onReady;
    this.onMessage = onMessage;
    this.onEnd = onEnd;
  }

  /**
   * Ends a stream in order, so that what was sent before arrives; one that has no connection is
   * cancelled, as its connection's end would wait for it.
   */
  static void finish(ClientCallStreamObserver<?> stream) {
    if (stream.isReady()) {
      stream.onCompleted();
    } else {
      stream.cancel("the agent stops", null);
    }
  }

  /** The way up; there from the moment on that the call was made. */
  ClientCallStreamObserver<U> stream() {
    if (stream == null) {
      throw new IllegalStateException("the call has not been made");
    }
    return stream;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<U> up) {
    stream = up;
    up.setOnReadyHandler(() -> thread.run(onReady));
  }

  @Override
  public void onNext(D message) {
    thread.run(() -> onMessage.accept(message));
  }

  @Override
  public void onError(Throwable failure) {
    thread.run(() -> onEnd.accept(Status.fromThrowable(failure)));
  }

  @Override
  public void onCompleted() {
    thread.run(() -> onEnd.accept(Status.UNAVAILABLE.withDescription("the coordinator hung up")));
  }
}
