package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hamlet.coordinator.api.Caller;
import dev.hamlet.proto.v1.AttemptLogsRequest;
import dev.hamlet.proto.v1.AuditEntry;
import dev.hamlet.proto.v1.AuditRequest;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ExtendReply;
import dev.hamlet.proto.v1.ExtendRequest;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.ResultsRequest;
import dev.hamlet.proto.v1.SubmitReply;
import dev.hamlet.proto.v1.SubmitRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SubmissionTest extends RunningCoordinator {

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
  void valueThatABoardLacks_isRefusedWithTheCellsConcernedAndTheMend() throws Exception {
    SubmitRequest lacking = submission("lacking").toBuilder().setFile(lacking()).build();
    try (WireAgent agent = connected("twin-1", "s1")) {
      assertThat(agent).isNotNull();
      for (ThrowingCallable handIn :
          List.<ThrowingCallable>of(
              () -> operator.submit(lacking), () -> operator.estimate(lacking))) {
        assertThatThrownBy(handIn)
            .hasMessageContaining("INVALID_ARGUMENT")
            .hasMessageContaining("device twin-1 has no power mode MAXX (it has")
            .hasMessageContaining("so it cannot run 2 cells: exclude {power_mode: MAXX}");
      }
      assertThat(operator.list(ListRequest.getDefaultInstance()).getExperimentsCount()).isZero();
    }
  }

  private static String lacking() {
    return FILE.replace("matrix: {", "matrix: {power_mode: [MAXN, MAXX], ");
  }

  @Test
  void artifactsThatAreNotHere_areNamed() {
    SubmitRequest request = submission("none").toBuilder().setInputSet("0".repeat(64)).build();

    assertThatThrownBy(() -> operator.submit(request))
        .hasMessageContaining("inputs.set: artifact 000")
        .hasMessageContaining("upload it first");
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
      SubmitRequest owned = submission("audited");
      String noOwner = owned.getFile().replace(", owner: mia", "");
      String id = mia.submit(owned.toBuilder().setFile(noOwner).build()).getExperimentId();
      mia.pause(request(id));
      operator.cancel(request(id));

      assertThat(operator.get(request(id)).getOwner()).isEqualTo("Mia Müller");
      assertThat(operator.audit(AuditRequest.newBuilder().setSubject(id).build()).getEntriesList())
          .extracting(AuditEntry::getWho, AuditEntry::getVerb, AuditEntry::getOutcome)
          .containsExactly(
              tuple("Mia Müller", "submit", "done"),
              tuple("Mia Müller", "pause", "done"),
              tuple("an unknown client", "cancel", "done"));
      assertThat(operator.audit(AuditRequest.newBuilder().setSubject(id).build()).getEntriesList())
          .extracting(AuditEntry::getDetail)
          .endsWith("", "it belongs to Mia Müller");
    }
  }

  @Test
  void experimentNobodyKnows_isNotFound() {
    assertThatThrownBy(() -> operator.get(request("e-0")))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessage("NOT_FOUND: there is no experiment e-0");
  }

  @Test
  void logsOfACellThatTheExperimentHasNot_areNotFound() throws Exception {
    try (WireAgent agent = connected("twin-1", "s1")) {
      String id = operator.submit(submission("logs")).getExperimentId();
      agent.lease();
      AttemptLogsRequest.Builder logs = AttemptLogsRequest.newBuilder().setExperimentId(id);

      assertThat(operator.attemptLogs(logs.build()).getLogsList()).isEmpty();
      assertThatThrownBy(() -> operator.attemptLogs(logs.setCellId("nix").build()))
          .hasMessageStartingWith("NOT_FOUND: experiment " + id + " has no cell nix");
    }
  }
}
