package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.ResultsChunk;
import dev.hamlet.proto.v1.ResultsRequest;
import dev.hamlet.proto.v1.SubmitRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator with its store on disk and an operator on a real connection, for each test. */
abstract class RunningCoordinator {

  static final String FILE =
      """
      apiVersion: hamlet/v1
      kind: Experiment
      metadata: {name: whole, owner: mia}
      models: {lenet: {zoo: lenet}}
      inputs: {set: digits-test}
      matrix: {variant: [baseline, {store_bits: 8}]}
      profile: demo
      trials: {visit: 2}
      """;

  static final ProtocolVersion V1 = ProtocolVersion.CURRENT;
  @TempDir Path folder;
  Coordinator coordinator;
  ManagedChannel channel;
  OperatorGrpc.OperatorBlockingStub operator;

  @BeforeEach
  void open() {
    start();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    coordinator.close();
  }

  static void measure(WireAgent agent, int cells) throws InterruptedException {
    LeaseGrant lease = agent.lease();
    assertThat(lease.cells()).hasSize(cells);
    agent.evaluate(lease);
    for (int round = 1; round <= 5; round++) {
      agent.run(lease, agent.round());
    }
    agent.next(CoordinatorMessage.KindCase.LEASE_END);
  }

  ExperimentStatus lastStatus(String id) {
    ExperimentStatus last = ExperimentStatus.getDefaultInstance();
    Iterator<ExperimentStatus> statuses =
        operator.withDeadlineAfter(20, TimeUnit.SECONDS).watch(request(id));
    while (statuses.hasNext()) {
      last = statuses.next();
    }
    return last;
  }

  String document(String id, ResultsRequest.Document document) {
    ByteString all = ByteString.EMPTY;
    Iterator<ResultsChunk> chunks =
        operator.results(
            ResultsRequest.newBuilder().setExperimentId(id).setDocument(document).build());
    while (chunks.hasNext()) {
      all = all.concat(chunks.next().getData());
    }
    return all.toStringUtf8();
  }

  WireAgent connected(String device, String sessionId) throws InterruptedException {
    WireAgent agent = new WireAgent(coordinator.grpcPort(), device, sessionId, V1);
    agent.next(CoordinatorMessage.KindCase.WELCOME);
    return agent;
  }

  SubmitRequest submission(String submissionId) {
    return new SyntheticSubmission(folder.resolve("data").resolve("artifacts"))
        .of(submissionId, FILE, "baseline", "store_bits=8");
  }

  final void start() {
    coordinator = Coordinator.open(config("data"));
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", coordinator.grpcPort()).usePlaintext().build();
    operator = OperatorGrpc.newBlockingStub(channel);
  }

  CoordinatorConfig config(String name) {
    return CoordinatorConfig.in(folder.resolve(name), "0.1.0").withPorts(0, 0);
  }

  static ExperimentRequest request(String id) {
    return ExperimentRequest.newBuilder().setExperimentId(id).build();
  }
}
