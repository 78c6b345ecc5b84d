package dev.hamlet.cli;

import dev.hamlet.proto.v1.AttemptLogsReply;
import dev.hamlet.proto.v1.AttemptLogsRequest;
import dev.hamlet.proto.v1.AuditEntry;
import dev.hamlet.proto.v1.AuditReply;
import dev.hamlet.proto.v1.AuditRequest;
import dev.hamlet.proto.v1.CalibrateDeviceReply;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.CheckDeviceRequest;
import dev.hamlet.proto.v1.DeviceDetails;
import dev.hamlet.proto.v1.DeviceStatus;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.GoldenCheck;
import dev.hamlet.proto.v1.ListDevicesReply;
import dev.hamlet.proto.v1.ListDevicesRequest;
import dev.hamlet.proto.v1.ListReply;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.MeterCost;
import dev.hamlet.proto.v1.MeterCostReply;
import dev.hamlet.proto.v1.MeterCostRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.RetryReply;
import dev.hamlet.proto.v1.RetryRequest;
import dev.hamlet.proto.v1.SensorCalibration;
import dev.hamlet.proto.v1.ShowDeviceRequest;
import dev.hamlet.proto.v1.SubmitRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A coordinator with one device and one experiment of two cells, on a free port. */
final class FakeCoordinator extends OperatorGrpc.OperatorImplBase implements AutoCloseable {

  static final String EXPERIMENT = "e-20261122-8f3c2a";

  private final Server server;
  private final String secondCellState;
  private boolean able;
  private boolean twoSettings;

  FakeCoordinator(String secondCellState) throws IOException {
    this.secondCellState = secondCellState;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  /** Its device can measure the example. */
  FakeCoordinator able() {
    able = true;
    return this;
  }

  /** Its cells differ in nothing but an axis of the user's own. */
  FakeCoordinator twoSettings() {
    twoSettings = true;
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void get(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    if (request.getExperimentId().equals(EXPERIMENT)) {
      answer(reply, status("finished", secondCellState, 20));
    } else {
      reply.onError(
          Status.NOT_FOUND
              .withDescription("no experiment " + request.getExperimentId())
              .asRuntimeException());
    }
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListReply> reply) {
    answer(
        reply,
        ListReply.newBuilder().addExperiments(status("finished", secondCellState, 20)).build());
  }

  @Override
  public void watch(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    reply.onNext(status("running", "running", 14));
    answer(reply, status("finished", secondCellState, 20));
  }

  @Override
  public void pause(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    answer(reply, status("paused", "running", 14));
  }

  @Override
  public void resume(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    answer(reply, status("running", "running", 14));
  }

  @Override
  public void retry(RetryRequest request, StreamObserver<RetryReply> reply) {
    answer(
        reply,
        RetryReply.newBuilder()
            .setExperiment(status("running", "running", 14))
            .setCells(3)
            .setStaying("1 cells stay as they are")
            .build());
  }

  @Override
  public void cancel(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    answer(reply, status("cancelled", "cancelled", 14));
  }

  @Override
  public void estimate(SubmitRequest request, StreamObserver<EstimateReply> reply) {
    answer(
        reply,
        EstimateReply.newBuilder()
            .setExpectedMs(5_400_000)
            .setBoardMs(7_200_000)
            .setLearntTrials(640)
            .setErrorRatio(0.08)
            .build());
  }

  @Override
  public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesReply> reply) {
    Iterable<String> none = List.of();
    answer(
        reply,
        ListDevicesReply.newBuilder()
            .addDevices(
                DeviceStatus.newBuilder()
                    .addAllRuntimes(able ? List.of("tensorflow") : none)
                    .addAllPowerModes(able ? List.of("MAXN", "MAXQ") : none)
                    .setDevice("twin-1")
                    .setBoard("tx2")
                    .setState("available")
                    .setSimulated(true)
                    .putLabels("board", "tx2")
                    .addRails("VDD_IN"))
            .build());
  }

  @Override
  public void calibrateDevice(
      CalibrateDeviceRequest request, StreamObserver<CalibrateDeviceReply> reply) {
    if (request.getDevice().equals("twin-1")) {
      answer(
          reply,
          CalibrateDeviceReply.newBuilder()
              .setCalibration(
                  SensorCalibration.newBuilder()
                      .setTimeConstantNs(13_000_000)
                      .setErrorNs(300_000)
                      .setThreads(request.getThreads())
                      .setBusyNs(1_000_000L * request.getBusyMs())
                      .setIdleWatts(2)
                      .setStepWatts(4.5))
              .build());
    } else {
      reply.onError(
          Status.FAILED_PRECONDITION
              .withDescription("device twin-2 works on e-1: wait until that has ended")
              .asRuntimeException());
    }
  }

  @Override
  public void checkDevice(CheckDeviceRequest request, StreamObserver<GoldenCheck> reply) {
    answer(
        reply,
        GoldenCheck.newBuilder()
            .setDevice(request.getDevice())
            .setEpochMs(1_700_000_000_000L)
            .setOutcome("passed")
            .setReason("within its own history")
            .setTrials(5)
            .setLatencySeconds(0.01)
            .setNetEnergyPerInferenceJoules(0.05)
            .build());
  }

  @Override
  public void attemptLogs(AttemptLogsRequest request, StreamObserver<AttemptLogsReply> reply) {
    AttemptLogsReply.Builder logs = AttemptLogsReply.newBuilder();
    logs.addLogsBuilder()
        .setFencingToken(7)
        .setCellId(request.getCellId())
        .setDevice("twin-1")
        .setReason("worker died")
        .setText("--- agent\n--- worker\nno memory\n");
    answer(reply, logs.build());
  }

  @Override
  public void changeDevice(ChangeDeviceRequest request, StreamObserver<DeviceStatus> reply) {
    answer(
        reply,
        DeviceStatus.newBuilder()
            .setDevice(request.getDevice())
            .setState("draining")
            .setStateBy("mia")
            .setStateReason(request.getReason())
            .setStateSinceEpochMs(1_700_000_000_000L)
            .setStateUntilEpochMs(
                request.getForMs() == 0 ? 0 : 1_700_000_000_000L + request.getForMs())
            .setReserved(request.getChange() == ChangeDeviceRequest.Change.RESERVE)
            .build());
  }

  @Override
  public void showDevice(ShowDeviceRequest request, StreamObserver<DeviceDetails> reply) {
    answer(
        reply,
        DeviceDetails.newBuilder()
            .setStatus(DeviceStatus.newBuilder().setDevice(request.getDevice()).setState("lost"))
            .setFailuresInARow(2)
            .build());
  }

  @Override
  public void audit(AuditRequest request, StreamObserver<AuditReply> reply) {
    AuditReply.Builder entries = AuditReply.newBuilder();
    if (request.getSubject().equals("twin-1")) {
      entries.addEntries(
          AuditEntry.newBuilder()
              .setEpochMs(1_700_000_000_000L)
              .setWho("mia")
              .setVerb("drain")
              .setSubject("twin-1")
              .setOutcome("done")
              .setDetail("its fan rattles"));
    }
    answer(reply, entries.build());
  }

  @Override
  public void measureMeterCost(MeterCostRequest request, StreamObserver<MeterCostReply> reply) {
    answer(
        reply,
        MeterCostReply.newBuilder()
            .setCost(
                MeterCost.newBuilder()
                    .setRateHz(1_000)
                    .setSlowRateHz(10)
                    .setCostWatts(0.052)
                    .setCiLowWatts(-0.001)
                    .setCiHighWatts(0.105)
                    .setPairs(6))
            .build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static <T> void answer(StreamObserver<T> reply, T value) {
    reply.onNext(value);
    reply.onCompleted();
  }

  private ExperimentStatus status(String state, String secondCellState, int trials) {
    return twoSettings ? settings(state) : variants(state, secondCellState, trials);
  }

  private static ExperimentStatus settings(String state) {
    return ExperimentStatus.newBuilder()
        .setExperimentId(EXPERIMENT)
        .setState(state)
        .addVaryingAxes("optimizer")
        .addCells(setting("c1", "on"))
        .addCells(setting("c2", "off"))
        .build();
  }

  private static CellStatus setting(String id, String optimizer) {
    return cell(id, "baseline", "converged", "").toBuilder()
        .setRuntime("tensorflow")
        .setThreads(2)
        .setPowerMode("MAXQ")
        .setCores("a57")
        .setInputIndex(3)
        .putOptions("optimizer", optimizer)
        .build();
  }

  private static ExperimentStatus variants(String state, String secondCellState, int trials) {
    return ExperimentStatus.newBuilder()
        .setExperimentId(EXPERIMENT)
        .setName("demo")
        .setOwner("mia")
        .setState(state)
        .setTrialsDone(trials)
        .setEtaMs(61_000)
        .addCells(cell("c1", "baseline", "converged", ""))
        .addCells(cell("c2", "store_bits=8", secondCellState, "time limit of 120 s"))
        .build();
  }

  private static CellStatus cell(String id, String variant, String state, String reason) {
    return CellStatus.newBuilder()
        .setCellId(id)
        .setModel("lenet")
        .setVariant(variant)
        .setDevice("twin-1")
        .setState(state)
        .setReason(reason)
        .setTrialsValid(10)
        .setLatencySeconds(0.001234)
        .setLatencyHalfWidthRatio(0.012)
        .setNetEnergyPerInferenceJoules(0.005678)
        .setNetEnergyHalfWidthRatio(0.034)
        .build();
  }
}
