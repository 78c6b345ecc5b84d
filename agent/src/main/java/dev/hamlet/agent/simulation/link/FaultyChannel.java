package dev.hamlet.agent.simulation.link;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;

/** One agent's view of a connection that many share: with faults of its own. */
public final class FaultyChannel extends ManagedChannel {

  private final ManagedChannel shared;
  private final LinkFaults link;

  /**
   * A view of a connection.
   *
   * @param shared its owner closes it
   */
  public FaultyChannel(ManagedChannel shared, LinkFaults link) {
    this.shared = shared;
    this.link = link;
  }

  @Override
  public <U, D> ClientCall<U, D> newCall(MethodDescriptor<U, D> method, CallOptions options) {
    return new HeldCall<>(shared.newCall(method, options), link);
  }

  @Override
  public String authority() {
    return shared.authority();
  }

  @Override
  public ConnectivityState getState(boolean requestConnection) {
    return shared.getState(requestConnection);
  }

  @Override
  public void resetConnectBackoff() {
    shared.resetConnectBackoff();
  }

  /** Ends nothing: the connection belongs to others too. */
  @Override
  public ManagedChannel shutdown() {
    return this;
  }

  @Override
  public ManagedChannel shutdownNow() {
    return this;
  }

  @Override
  public boolean isShutdown() {
    return shared.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return shared.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shared.isTerminated();
  }
}
