package dev.hamlet.agent.simulation.link;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that keeps what passes up, and lets a test send down. */
final class FakeChannel extends ManagedChannel {

  final List<Object> up = new ArrayList<>();
  boolean cancelled;
  private ClientCall.@Nullable Listener<Object> listener;

  void sendDown(Object message) {
    Objects.requireNonNull(listener).onMessage(message);
  }

  void end(Status status) {
    Objects.requireNonNull(listener).onClose(status, new Metadata());
  }

  @Override
  @SuppressWarnings("unchecked") // the test sends what it asked for
  public <U, D> ClientCall<U, D> newCall(MethodDescriptor<U, D> method, CallOptions options) {
    return new ClientCall<>() {
      @Override
      public void start(Listener<D> responses, Metadata headers) {
        listener = (Listener<Object>) responses;
      }

      @Override
      public void request(int messages) {}

      @Override
      public void cancel(@Nullable String message, @Nullable Throwable cause) {
        cancelled = true;
      }

      @Override
      public void halfClose() {
        up.add("half-close");
      }

      @Override
      public void sendMessage(U message) {
        up.add(message);
      }
    };
  }

  @Override
  public String authority() {
    return "fake";
  }

  @Override
  public ManagedChannel shutdown() {
    throw new AssertionError("the connection belongs to others too");
  }

  @Override
  public ManagedChannel shutdownNow() {
    throw new AssertionError("the connection belongs to others too");
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
