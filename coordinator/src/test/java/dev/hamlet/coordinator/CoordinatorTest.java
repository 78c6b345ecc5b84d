package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.coordinator.api.Caller;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.proto.v1.AuditEntry;
import dev.hamlet.proto.v1.AuditRequest;
import dev.hamlet.proto.v1.CalibrateDeviceReply;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ExtendReply;
import dev.hamlet.proto.v1.ExtendRequest;
import dev.hamlet.proto.v1.ListDevicesRequest;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.ResultsChunk;
import dev.hamlet.proto.v1.ResultsRequest;
import dev.hamlet.proto.v1.RetryReply;
import dev.hamlet.proto.v1.RetryRequest;
import dev.hamlet.proto.v1.SubmitReply;
import dev.hamlet.proto.v1.SubmitRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorTest {

  private static final String FILE =
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
  private static final ProtocolVersion V1 = ProtocolVersion.CURRENT;

  @TempDir Path folder;

  private Coordinator coordinator;
  private ManagedChannel channel;
  private OperatorGrpc.OperatorBlockingStub operator;

  @BeforeEach
  void open() {
    start();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    coordinator.close();
  }

  @Test
  void wholeExperiment_fromSubmitToResults() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      String id = operator.submit(submission("once")).getExperimentId();
      LeaseGrant lease = agent.lease();
      agent.evaluate(lease);
      for (int round = 1; round <= 5; round++) {
        agent.run(lease, agent.round());
      }
      agent.next(CoordinatorMessage.KindCase.LEASE_END);

      ExperimentStatus status = lastStatus(id);
      assertThat(status.getState()).isEqualTo("finished");
      assertThat(status.getCellsList()).allMatch(cell -> cell.getState().equals("converged"));
      assertThat(status.getTrialsDone()).isEqualTo(20);
      figuresAreThoseOfTheSyntheticTrial(id, lease);
      assertThat(document(id, ResultsRequest.Document.RESULTS_JSON))
          .contains("\"schema\"", "\"converged\"", "\"accuracy\"");
      assertThat(document(id, ResultsRequest.Document.TRIALS_CSV).lines()).hasSize(21);
      assertThat(document(id, ResultsRequest.Document.CELLS_CSV).lines()).hasSize(3);
    }
  }

  @Test
  void extension_measuresWhatIsNewAndReuseNamesWhereItIsFrom() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      SubmitRequest.Builder part = submission("once").toBuilder();
      part.addOnlyBuilder().setAxis("variant").setValue("baseline");
      String id = operator.submit(part.build()).getExperimentId();
      measure(agent, 1);
      assertThat(lastStatus(id).getCellsList()).hasSize(1);

      ExtendRequest whole =
          ExtendRequest.newBuilder()
              .setExperimentId(id)
              .setSubmission(submission("whole"))
              .setDryRun(true)
              .build();
      ExtendReply shown = operator.extend(whole);
      assertThat(List.of(shown.getKept(), shown.getAdded(), shown.getDropped()))
          .containsExactly(1, 1, 0);
      assertThat(operator.get(request(id)).getState()).isEqualTo("finished");
      operator.extend(whole.toBuilder().setDryRun(false).build());
      measure(agent, 1);
      ExperimentStatus extended = lastStatus(id);
      assertThat(extended.getState()).isEqualTo("finished");
      assertThat(extended.getCellsList())
          .hasSize(2)
          .allMatch(it -> it.getState().equals("converged"));
      assertThat(extended.getTrialsDone()).isEqualTo(20);

      SubmitReply again = operator.submit(submission("again").toBuilder().setReuse(true).build());
      assertThat(again.getReused()).isEqualTo(2);
      assertThat(lastStatus(again.getExperimentId()).getState()).isEqualTo("finished");
      assertThat(
              document(again.getExperimentId(), ResultsRequest.Document.TRIALS_CSV).lines().skip(1))
          .hasSize(20)
          .allMatch(row -> row.contains(id));
    }
  }

  @Test
  void askedForOnOneBoard_waitsForItWhileAnotherOfItsKindIsIdle() throws Exception {
    try (WireAgent first = connected("twin-1", "s1");
        WireAgent second = connected("twin-2", "s2")) {
      operator.submit(onOne("busy").addOn("twin-1").build());
      first.lease();
      String waits = operator.submit(onOne("waits").addOn("twin-1").build()).getExperimentId();
      String free = operator.submit(onOne("free").build()).getExperimentId();

      String cell = second.lease().cells().get(0).cellId();
      assertThat(coordinator.store().cell(cell).orElseThrow().plan().group().experimentId())
          .as("twin-2 passes over what was asked for on twin-1 only")
          .isEqualTo(free);
      assertThat(coordinator.store().plannedDevices(waits)).containsExactly("twin-1");
    }
  }

  @Test
  void retiredDevice_isLeftOutOfEveryPlan() throws Exception {
    try (WireAgent burnt = connected("twin-1", "s1");
        WireAgent good = connected("twin-2", "s2")) {
      String before = operator.submit(submission("before")).getExperimentId();
      burnt.lease();
      retire("twin-1");
      assertThat(coordinator.store().plannedDevices(before)).hasSize(2);

      String after = operator.submit(submission("after")).getExperimentId();
      String one = operator.submit(onOne("one").build()).getExperimentId();
      assertThat(coordinator.store().plannedDevices(after)).containsExactly("twin-2");
      assertThat(coordinator.store().plannedDevices(one)).containsExactly("twin-2");
      ExtendReply same = operator.extend(extension(before));
      assertThat(List.of(same.getKept(), same.getAdded(), same.getDropped()))
          .as("what is of the retired device stays as it is")
          .containsExactly(4, 0, 0);
      long both = operator.estimate(submission("estimate")).getBoardMs();
      assertThat(both).isEqualTo(operator.estimate(onOne("estimate").build()).getBoardMs());

      SubmitRequest onIt = submission("on").toBuilder().addOn("twin-1").build();
      assertThatThrownBy(() -> operator.submit(onIt))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("retired and left out: twin-1; `hamlet devices release NAME`");
      assertThat(good.lease().cells()).isNotEmpty();
    }
  }

  private ExtendRequest extension(String id) {
    return ExtendRequest.newBuilder()
        .setExperimentId(id)
        .setSubmission(submission("whole"))
        .setDryRun(true)
        .build();
  }

  private void retire(String device) {
    ChangeDeviceRequest request =
        ChangeDeviceRequest.newBuilder()
            .setDevice(device)
            .setChange(ChangeDeviceRequest.Change.RETIRE)
            .setReason("burnt")
            .build();
    assertThat(operator.changeDevice(request).getState()).isEqualTo("retired");
  }

  private SubmitRequest.Builder onOne(String submissionId) {
    return submission(submissionId).toBuilder().setFile(FILE + "devices: {run_on: one}\n");
  }

  private static void measure(WireAgent agent, int cells) throws InterruptedException {
    LeaseGrant lease = agent.lease();
    assertThat(lease.cells()).hasSize(cells);
    agent.evaluate(lease);
    for (int round = 1; round <= 5; round++) {
      agent.run(lease, agent.round());
    }
    agent.next(CoordinatorMessage.KindCase.LEASE_END);
  }

  @Test
  void estimate_isLearntFromTrialsAndStoresNothing() throws Exception {
    SubmitRequest file = SubmitRequest.newBuilder().setFile(FILE).setFileName("demo.yaml").build();
    try (WireAgent agent = connected("twin-1", "s1")) {
      EstimateReply guessed = operator.estimate(file);
      assertThat(guessed.getLearntTrials()).isZero();
      assertThat(guessed.getBoardMs()).isPositive();
      assertThat(guessed.getExpectedMs()).isEqualTo(guessed.getBoardMs());
      assertThat(operator.list(ListRequest.getDefaultInstance()).getExperimentsCount()).isZero();

      operator.submit(submission("first"));
      measure(agent, 2);

      assertThat(operator.estimate(file).getLearntTrials()).isPositive();
    }
  }

  @Test
  void coordinatorRestarted_experimentGoesOnUnderTheSameLease() throws Exception {
    String id;
    LeaseGrant lease;
    try (WireAgent agent = connected("twin-1", "s1")) {
      id = operator.submit(submission("once")).getExperimentId();
      lease = agent.lease();
      agent.run(lease, agent.round());
      for (int reports = 0; reports < 5; reports++) {
        agent.next(CoordinatorMessage.KindCase.REPORT_ACK);
      }
    }
    close();
    start();

    // a life of its own for the made-up clock and sequence, so another session; then the old lease
    // is no longer known to its agent, and the group is leased anew
    try (WireAgent agent = connected("twin-1", "s2")) {
      LeaseGrant next = agent.lease();
      assertThat(next.lease().fencingToken()).isGreaterThan(lease.lease().fencingToken());
      for (int round = 1; round <= 4; round++) {
        agent.run(next, agent.round());
      }
      agent.next(CoordinatorMessage.KindCase.LEASE_END);
    }
    assertThat(lastStatus(id).getState()).isEqualTo("finished");
    assertThat(coordinator.store().trialsOfExperiment(id)).hasSize(20);
  }

  @Test
  void deviceIsCalibrated_andTheResultIsListedAndKept() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      Future<CalibrateDeviceReply> reply =
          OperatorGrpc.newFutureStub(channel)
              .calibrateDevice(
                  CalibrateDeviceRequest.newBuilder().setDevice("twin-1").setThreads(4).build());
      CalibrationOrder order = agent.calibration();
      SensorCalibration found =
          new SensorCalibration(
              13_000_000, 300_000, order.threads(), order.busyNs(), 1.9, 4.5, 1_000);
      agent.answer(OrderAnswer.found(order, found));

      assertThat(order.threads()).isEqualTo(4);
      assertThat(order.busyNs()).isEqualTo(3_000_000_000L);
      assertThat(reply.get(20, TimeUnit.SECONDS).getCalibration())
          .isEqualTo(CalibrationMapping.toMessage(found));
    }
    close();
    start();
    assertThat(
            operator
                .listDevices(ListDevicesRequest.getDefaultInstance())
                .getDevices(0)
                .getCalibration()
                .getTimeConstantNs())
        .isEqualTo(13_000_000);
    assertThatThrownBy(
            () ->
                operator.calibrateDevice(
                    CalibrateDeviceRequest.newBuilder().setDevice("twin-1").build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("device twin-1 is suspect");
  }

  @Test
  void submittedTwice_isOneExperiment() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      SubmitReply first = operator.submit(submission("same"));
      SubmitReply second = operator.submit(submission("same"));
      assertThat(first.getExperimentId()).matches("e-20\\d{6}-[0-9a-f]{6}");

      assertThat(second).isEqualTo(first);
      assertThat(first.getCells()).isEqualTo(2);
      assertThat(agent.lease().cells()).hasSize(2);
    }
  }

  @Test
  void fileWithProblems_isInvalidArgumentWithAllOfThem() {
    SubmitRequest bad =
        SubmitRequest.newBuilder()
            .setSubmissionId("bad")
            .setFileName("bad.yaml")
            .setFile(FILE.replace("models:", "modles:").replace("kind: Experiment", "kind: Tea"))
            .build();

    assertThatThrownBy(() -> operator.submit(bad))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(refused.getStatus().getDescription())
                  .contains("bad.yaml:2", "modles", "models");
            });
  }

  @Test
  void artifactsThatAreNotHere_areNamed() {
    SubmitRequest request = submission("none").toBuilder().setInputSet("0".repeat(64)).build();

    assertThatThrownBy(() -> operator.submit(request))
        .hasMessageContaining("inputs.set: artifact 000")
        .hasMessageContaining("upload it first");
  }

  @Test
  void cancelledExperiment_endsItsLeaseAndStaysCancelled() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      String id = operator.submit(submission("cancel")).getExperimentId();
      agent.lease();

      ExperimentStatus status = operator.cancel(request(id));

      assertThat(status.getState()).isEqualTo("cancelled");
      assertThat(status.getCellsList()).allMatch(cell -> cell.getState().equals("cancelled"));
      assertThat(agent.next(CoordinatorMessage.KindCase.LEASE_END).getLeaseEnd().getAbort())
          .isTrue();
    }
  }

  @Test
  void failedCells_areTriedAgainOnce() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      String id = operator.submit(submission("retry")).getExperimentId();
      agent.lease();
      agent.fail(agent.round());
      agent.next(CoordinatorMessage.KindCase.LEASE_END);
      assertThat(lastStatus(id).getCellsList()).allMatch(it -> it.getState().equals("failed"));
      RetryRequest request = RetryRequest.newBuilder().setExperimentId(id).build();

      RetryReply first = operator.retry(request);
      RetryReply second = operator.retry(request);
      measure(agent, 2);

      assertThat(first.getCells()).isEqualTo(2);
      assertThat(first.getExperiment().getState()).isEqualTo("running");
      assertThat(second.getCells()).isZero();
      assertThat(lastStatus(id).getCellsList()).allMatch(it -> it.getState().equals("converged"));
      assertThat(operator.retry(request).getCells()).isZero();
      assertThat(operator.get(request(id)).getState()).isEqualTo("finished");
      assertThat(operator.audit(AuditRequest.newBuilder().setSubject(id).build()).getEntriesList())
          .extracting(AuditEntry::getVerb, AuditEntry::getDetail)
          .contains(tuple("retry", "2 cells"), tuple("retry", "0 cells"));
    }
  }

  @Test
  void submitAndCancel_areAuditedWithWhoAsked() throws Exception {
    Metadata asking = new Metadata();
    asking.put(
        Metadata.Key.of(Caller.HEADER, Metadata.BINARY_BYTE_MARSHALLER),
        "Mia Müller".getBytes(StandardCharsets.UTF_8));
    OperatorGrpc.OperatorBlockingStub mia =
        operator.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(asking));
    try (WireAgent agent = connected("twin-1", "s1")) {
      assertThat(agent).isNotNull();
      String id = mia.submit(submission("audited")).getExperimentId();
      operator.cancel(request(id));

      assertThat(operator.audit(AuditRequest.newBuilder().setSubject(id).build()).getEntriesList())
          .extracting(AuditEntry::getWho, AuditEntry::getVerb, AuditEntry::getOutcome)
          .containsExactly(
              tuple("Mia Müller", "submit", "done"), tuple("an unknown client", "cancel", "done"));
    }
  }

  @Test
  void experimentNobodyKnows_isNotFound() {
    assertThatThrownBy(() -> operator.get(request("e-0")))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessage("NOT_FOUND: there is no experiment e-0");
  }

  @Test
  void agentOfTheMinorVersionBefore_isTakenInAndGetsWork() throws Exception {
    try (WireAgent agent =
        new WireAgent(coordinator.grpcPort(), "twin-1", "s1", new ProtocolVersion(1, 0))) {
      assertThat(agent.next(CoordinatorMessage.KindCase.WELCOME).getWelcome().getProtocolMinor())
          .isEqualTo(1);
      SubmitReply accepted = operator.submit(submission("old"));

      assertThat(agent.lease().cells()).hasSize(accepted.getCells());
    }
  }

  @Test
  void distantProtocolVersion_isRefusedWithASentence() throws Exception {
    try (WireAgent agent =
        new WireAgent(coordinator.grpcPort(), "old", "s1", new ProtocolVersion(2, 0))) {
      assertThat(agent.next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused -> {
                assertThat(refused.getStatus().getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION);
                assertThat(refused.getStatus().getDescription()).contains("2.0", "1.1");
              });
    }
  }

  @Test
  void secondAgentOfOneName_isRefusedUntilTheFirstIsGone() throws Exception {
    WireAgent first = connected("twin-1", "s1");
    try (WireAgent second = new WireAgent(coordinator.grpcPort(), "twin-1", "s2", V1)) {
      assertThat(second.next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused ->
                  assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS));
    }
    first.close();
    connectedEventually("twin-1", "s3").close();
  }

  @Test
  void heartbeat_isAnsweredWithBothStamps() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      agent.heartbeat();

      var reply = agent.next(CoordinatorMessage.KindCase.HEARTBEAT).getHeartbeat();
      assertThat(reply.getSentMonotonicNs()).isEqualTo(1_000_000_000_000L);
      assertThat(reply.getRepliedCoordinatorNs())
          .isGreaterThanOrEqualTo(reply.getReceivedCoordinatorNs());
      assertThat(operator.listDevices(ListDevicesRequest.getDefaultInstance()).getDevicesList())
          .singleElement()
          .matches(device -> device.getState().equals("available"))
          .matches(device -> device.getRailsList().equals(List.of("VDD_IN")));
    }
  }

  @Test
  void portThatIsTaken_isNamedWithAMend() {
    CoordinatorConfig config = config("other").withPorts(coordinator.grpcPort(), 0);

    assertThatThrownBy(() -> Coordinator.open(config))
        .isInstanceOfSatisfying(
            HamletException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessageContaining("127.0.0.1:" + coordinator.grpcPort())
        .hasMessageContaining("--grpc-port");
    Coordinator.open(config("other")).close(); // nothing of the failed one is left
  }

  @Test
  void dataFolderThatIsAFile_isNamedWithAMend() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Coordinator.open(config("file")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  private void figuresAreThoseOfTheSyntheticTrial(String id, LeaseGrant lease) {
    List<TrialResult> trials = coordinator.store().trialsOfExperiment(id);
    assertThat(trials).hasSize(20).allMatch(trial -> trial.status() == TrialStatus.VALID);
    double burstSeconds = lease.protocol().burst().toNanos() / 1e9;
    for (TrialResult trial : trials) {
      EnergyFigures energy = trial.energy();
      assertThat(energy).isNotNull();
      // 2 W over the burst; the two edges lie within one sample of 1 ms, half a step each
      assertThat(energy == null ? 0 : energy.netJoules())
          .isCloseTo(2 * burstSeconds, within(2 * 0.001));
    }
  }

  private ExperimentStatus lastStatus(String id) {
    ExperimentStatus last = ExperimentStatus.getDefaultInstance();
    Iterator<ExperimentStatus> statuses =
        operator.withDeadlineAfter(20, TimeUnit.SECONDS).watch(request(id));
    while (statuses.hasNext()) {
      last = statuses.next();
    }
    return last;
  }

  private String document(String id, ResultsRequest.Document document) {
    ByteString all = ByteString.EMPTY;
    Iterator<ResultsChunk> chunks =
        operator.results(
            ResultsRequest.newBuilder().setExperimentId(id).setDocument(document).build());
    while (chunks.hasNext()) {
      all = all.concat(chunks.next().getData());
    }
    return all.toStringUtf8();
  }

  private WireAgent connected(String device, String sessionId) throws InterruptedException {
    WireAgent agent = new WireAgent(coordinator.grpcPort(), device, sessionId, V1);
    agent.next(CoordinatorMessage.KindCase.WELCOME);
    return agent;
  }

  /** The end of a connection is seen a moment after it was closed. */
  private WireAgent connectedEventually(String device, String sessionId)
      throws InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      WireAgent agent = new WireAgent(coordinator.grpcPort(), device, sessionId, V1);
      if (agent.next() instanceof CoordinatorMessage) {
        return agent;
      }
      agent.close();
    }
    throw new AssertionError("refused 200 times");
  }

  private SubmitRequest submission(String submissionId) {
    return new SyntheticSubmission(folder.resolve("data").resolve("artifacts"))
        .of(submissionId, FILE, "baseline", "store_bits=8");
  }

  private void start() {
    coordinator = Coordinator.open(config("data"));
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", coordinator.grpcPort()).usePlaintext().build();
    operator = OperatorGrpc.newBlockingStub(channel);
  }

  private CoordinatorConfig config(String name) {
    return CoordinatorConfig.in(folder.resolve(name), "0.1.0").withPorts(0, 0);
  }

  private static ExperimentRequest request(String id) {
    return ExperimentRequest.newBuilder().setExperimentId(id).build();
  }
}
