package dev.hamlet.agent.simulation.link;

import com.google.protobuf.MessageLite;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** A call whose messages pass when the link lets them. */
final class HeldCall<U, D> extends SimpleForwardingClientCall<U, D> {

  private final LinkFaults link;
  private final Lane up;
  private final Lane down;
  private volatile @Nullable HeldListener listener;
  private volatile boolean cancelled;

  HeldCall(ClientCall<U, D> call, LinkFaults link) {
    super(call);
    this.link = link;
    this.up = new Lane(link, this::onReady);
    this.down = new Lane(link, () -> {});
  }

  @Override
  public void start(ClientCall.Listener<D> responses, Metadata headers) {
    HeldListener held = new HeldListener(responses);
    listener = held;
    link.opened(this);
    super.start(held, headers);
    if (link.state() == LinkState.CUT) {
      link.closed(this);
      fail("the link is cut");
    }
  }

  @Override
  public void sendMessage(U message) {
    up.pass(bytes(message), () -> super.sendMessage(message));
  }

  @Override
  public void halfClose() {
    up.pass(0, super::halfClose);
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    cancelled = true;
    up.end();
    super.cancel(message, cause);
  }

  @Override
  public boolean isReady() {
    return up.hasRoom() && super.isReady();
  }

  /** Ends the call as a broken connection does. */
  void fail(String reason) {
    up.end();
    down.end();
    super.cancel(reason, null);
    HeldListener held = listener;
    if (held != null) {
      held.end(Status.UNAVAILABLE.withDescription(reason), new Metadata());
    }
  }

  void flush() {
    up.flush();
    down.flush();
  }

  private void onReady() {
    HeldListener held = listener;
    if (held != null) {
      held.onReady();
    }
  }

  private static int bytes(@Nullable Object message) {
    return message instanceof MessageLite lite ? lite.getSerializedSize() : 0;
  }

  /** Hands on what comes down, and the end once. */
  private final class HeldListener extends SimpleForwardingClientCallListener<D> {

    private boolean ended;

    HeldListener(ClientCall.Listener<D> responses) {
      super(responses);
    }

    @Override
    public void onHeaders(Metadata headers) {
      down.pass(0, () -> super.onHeaders(headers));
    }

    @Override
    public void onMessage(D message) {
      down.pass(bytes(message), () -> super.onMessage(message));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (cancelled) {
        end(status, trailers); // by this side: no packet has to come for that
      } else {
        down.pass(0, () -> end(status, trailers));
      }
    }

    void end(Status status, Metadata trailers) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      link.closed(HeldCall.this);
      super.onClose(status, trailers);
    }
  }
}
