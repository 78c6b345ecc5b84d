package dev.hamlet.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.proto.v1.AuditEntry;
import dev.hamlet.proto.v1.AuditRequest;
import dev.hamlet.proto.v1.CalibrateDeviceReply;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ListDevicesRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.ResultsRequest;
import dev.hamlet.proto.v1.RetryReply;
import dev.hamlet.proto.v1.RetryRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoordinatorTest extends RunningCoordinator {

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
          .contains(
              tuple("retry", "2 cells, it belongs to mia"),
              tuple("retry", "0 cells, it belongs to mia"));
    }
  }

  @Test
  void portThatIsTaken_isNamedWithAMend() {
    CoordinatorConfig config = config("other").withPorts(coordinator.grpcPort(), 0);

    assertThatThrownBy(() -> Coordinator.open(config))
        .isInstanceOfSatisfying(
            HamletException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessageContaining("port " + coordinator.grpcPort() + " of 127.0.0.1 is taken")
        .hasMessageContaining("--grpc-port");
    Coordinator.open(config("other")).close(); // nothing of the failed one is left
  }

  @Test
  void dataFolderThatIsAFile_isNamedWithAMend() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Coordinator.open(config("file")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--state");
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
}
