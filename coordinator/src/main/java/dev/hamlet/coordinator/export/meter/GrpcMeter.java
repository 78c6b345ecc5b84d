package dev.hamlet.coordinator.export.meter;

import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.common.time.MonotonicClock;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts gRPC calls by method, as {@code Control/Connect}. A call that its peer gives up counts as
 * CANCELLED. Only methods that exist are ever seen here, so there are as many as the protocol has.
 *
 * <p>Threads: any.
 */
public final class GrpcMeter implements ServerInterceptor {

  private final MonotonicClock clock;
  private final Map<String, Calls> methods = new ConcurrentHashMap<>();

  /** A meter that has seen nothing. */
  public GrpcMeter(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * Calls of one method.
   *
   * @param open calls that are open
   * @param handled calls that have ended, by code
   * @param seconds durations of calls with one request and one answer; none for streams
   */
  public record Figures(long open, Map<String, Long> handled, HistogramValue seconds) {}

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    Calls calls = methods.computeIfAbsent(name(method), name -> new Calls());
    boolean unary = method.getType() == MethodDescriptor.MethodType.UNARY;
    Open open = new Open(calls, unary, clock.monotonicNs());
    ServerCall.Listener<Q> listener = next.startCall(new Counted<>(call, open), headers);
    return new SimpleForwardingServerCallListener<Q>(listener) {
      @Override
      public void onCancel() {
        open.ended(Status.Code.CANCELLED);
        super.onCancel();
      }
    };
  }

  /** What was counted so far, by method. */
  public Map<String, Figures> figures() {
    Map<String, Figures> figures = new TreeMap<>();
    methods.forEach((method, calls) -> figures.put(method, calls.figures()));
    return figures;
  }

  /** Without the package, which all have in common. */
  private static String name(MethodDescriptor<?, ?> method) {
    String full = method.getFullMethodName();
    return full.substring(full.lastIndexOf('.', full.indexOf('/')) + 1);
  }

  /** A call whose end is counted. */
  private static final class Counted<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final Open open;

    Counted(ServerCall<Q, A> call, Open open) {
      super(call);
      this.open = open;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      open.ended(status.getCode());
      super.close(status, trailers);
    }
  }

  /** A call; ends once. */
  private final class Open {

    private final Calls calls;
    private final boolean unary;
    private final long beganNs;
    private final AtomicBoolean ended = new AtomicBoolean();

    Open(Calls calls, boolean unary, long beganNs) {
      this.calls = calls;
      this.unary = unary;
      this.beganNs = beganNs;
      calls.began();
    }

    void ended(Status.Code code) {
      if (ended.compareAndSet(false, true)) {
        calls.ended(code, unary ? (clock.monotonicNs() - beganNs) / 1e9 : Double.NaN);
      }
    }
  }

  /** Counts of one method. */
  private static final class Calls {

    private final Histogram seconds = new Histogram(.001, .005, .01, .05, .1, .5, 1, 5, 30);
    private final Map<String, Long> handled = new TreeMap<>();
    private long open;

    synchronized void began() {
      open++;
    }

    synchronized void ended(Status.Code code, double tookSeconds) {
      open--;
      handled.merge(code.name(), 1L, Long::sum);
      if (!Double.isNaN(tookSeconds)) {
        seconds.add(tookSeconds);
      }
    }

    synchronized Figures figures() {
      return new Figures(open, Map.copyOf(handled), seconds.value());
    }
  }
}
