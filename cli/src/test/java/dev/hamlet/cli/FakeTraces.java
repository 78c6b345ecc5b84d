package dev.hamlet.cli;

import com.sun.net.httpserver.HttpServer;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.proto.v1.TraceEnd;
import dev.hamlet.proto.v1.TraceHead;
import dev.hamlet.proto.v1.TraceOverview;
import dev.hamlet.proto.v1.TracePart;
import dev.hamlet.proto.v1.TraceSamples;
import dev.hamlet.proto.v1.TracesGrpc;
import dev.hamlet.proto.v1.TracesRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A coordinator with two trials, of which the second is no longer in the log, and a server that
 * takes what is written or says that it does not.
 */
final class FakeTraces extends TracesGrpc.TracesImplBase implements AutoCloseable {

  static final String EXPERIMENT = "e-1";
  static final int SAMPLES = 3_000;

  private final List<TracesRequest> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final Server coordinator;
  private final HttpServer prometheus;
  private long agoMs = 60_000;
  private int status = 204;

  FakeTraces() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    coordinator =
        NettyServerBuilder.forAddress(new InetSocketAddress(here, 0))
            .addService(this)
            .build()
            .start();
    prometheus = HttpServer.create(new InetSocketAddress(here, 0), 0);
    prometheus.createContext(
        "/api/v1/write",
        exchange -> {
          var unused = exchange.getRequestBody().readAllBytes();
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] said = "remote write receiver".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, status == 204 ? -1 : said.length);
          if (status != 204) {
            exchange.getResponseBody().write(said);
          }
          exchange.close();
        });
    prometheus.start();
  }

  /** How long ago the first trial began. */
  void began(long beforeMs) {
    agoMs = beforeMs;
  }

  void answers(int httpStatus) {
    status = httpStatus;
  }

  List<TracesRequest> requests() {
    return requests;
  }

  /** What each request to the server showed. */
  List<String> authorizations() {
    return authorizations;
  }

  String coordinator() {
    return "--coordinator=127.0.0.1:" + coordinator.getPort();
  }

  String prometheus() {
    return "http://127.0.0.1:" + prometheus.getAddress().getPort();
  }

  @Override
  public void read(TracesRequest request, StreamObserver<TracePart> reply) {
    requests.add(request);
    if (!request.getExperimentId().equals(EXPERIMENT)) {
      reply.onError(
          Status.NOT_FOUND
              .withDescription("there is no experiment " + request.getExperimentId())
              .asRuntimeException());
      return;
    }
    boolean none = request.getDevicesList().contains("nobody");
    reply.onNext(
        TracePart.newBuilder()
            .setOverview(TraceOverview.newBuilder().setTrials(none ? 0 : 2))
            .build());
    if (!none) {
      reply.onNext(head(1));
      reply.onNext(samples());
      reply.onNext(
          TracePart.newBuilder()
              .setEnd(TraceEnd.newBuilder().putRefused("same_millisecond", 2))
              .build());
      reply.onNext(head(2));
      reply.onNext(
          TracePart.newBuilder()
              .setEnd(TraceEnd.newBuilder().setMissing("its samples are no longer there"))
              .build());
    }
    reply.onCompleted();
  }

  private static TracePart head(int trial) {
    return TracePart.newBuilder()
        .setHead(
            TraceHead.newBuilder()
                .setCellId("cell-a")
                .setTrialNumber(trial)
                .setDevice("tx2-1")
                .setModel("lenet")
                .setVariant("baseline"))
        .build();
  }

  private TracePart samples() {
    TraceSamples.Builder samples =
        TraceSamples.newBuilder()
            .setRail("VDD_IN")
            .setScope("supply")
            .setFirstEpochMs(new SystemClock().epochMs() - agoMs);
    for (int i = 0; i < SAMPLES; i++) {
      samples.addStepMs(i == 0 ? 0 : 1).addWatts(i / 1e3);
    }
    return TracePart.newBuilder().setSamples(samples).build();
  }

  @Override
  public void close() {
    prometheus.stop(0);
    coordinator.shutdownNow();
  }
}
