package dev.hamlet.coordinator.api;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * Sends parts as fast as the reader takes them, and no faster. One thread sends.
 *
 * @param <T> the message
 */
final class Pace<T> {

  private final ServerCallStreamObserver<T> out;
  private final Object change = new Object();

  /** To be made before the call that handed over the observer returns. */
  Pace(ServerCallStreamObserver<T> out) {
    this.out = out;
    out.setOnReadyHandler(this::wake);
    out.setOnCancelHandler(this::wake);
  }

  /** Sends a part as soon as there is room; UNAVAILABLE if the reader has gone. */
  void send(T part) throws InterruptedException {
    synchronized (change) {
      while (!out.isReady() && !out.isCancelled()) {
        change.wait();
      }
    }
    if (out.isCancelled()) {
      throw new HamletException(ErrorCode.UNAVAILABLE, "the reader has gone");
    }
    out.onNext(part);
  }

  void complete() {
    out.onCompleted();
  }

  void fail(RuntimeException failure) {
    if (!out.isCancelled()) {
      out.onError(StatusMapping.toStatus(failure));
    }
  }

  private void wake() {
    synchronized (change) {
      change.notifyAll();
    }
  }
}
