package dev.hamlet.coordinator.api;

import com.google.protobuf.ByteString;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.Retried;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.health.DeviceCondition;
import dev.hamlet.coordinator.recovery.CommandEnd;
import dev.hamlet.coordinator.report.CellsCsv;
import dev.hamlet.coordinator.report.ResultsData;
import dev.hamlet.coordinator.report.ResultsDocument;
import dev.hamlet.coordinator.report.TrialsCsv;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import dev.hamlet.proto.v1.AttemptLogsReply;
import dev.hamlet.proto.v1.AttemptLogsRequest;
import dev.hamlet.proto.v1.AuditReply;
import dev.hamlet.proto.v1.AuditRequest;
import dev.hamlet.proto.v1.CalibrateDeviceReply;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.CheckDeviceRequest;
import dev.hamlet.proto.v1.DeviceDetails;
import dev.hamlet.proto.v1.DeviceStatus;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ExtendReply;
import dev.hamlet.proto.v1.ExtendRequest;
import dev.hamlet.proto.v1.FindMeasuredReply;
import dev.hamlet.proto.v1.FindMeasuredRequest;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import dev.hamlet.proto.v1.ListDevicesReply;
import dev.hamlet.proto.v1.ListDevicesRequest;
import dev.hamlet.proto.v1.ListReply;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.MeterCostReply;
import dev.hamlet.proto.v1.MeterCostRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.RecoverDeviceReply;
import dev.hamlet.proto.v1.RecoverDeviceRequest;
import dev.hamlet.proto.v1.ResultsChunk;
import dev.hamlet.proto.v1.ResultsRequest;
import dev.hamlet.proto.v1.RetryReply;
import dev.hamlet.proto.v1.RetryRequest;
import dev.hamlet.proto.v1.ShowDeviceRequest;
import dev.hamlet.proto.v1.SubmitReply;
import dev.hamlet.proto.v1.SubmitRequest;
import dev.hamlet.proto.v1.VersionReply;
import dev.hamlet.proto.v1.VersionRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC face for people and tools. It only translates; failures become statuses in one place.
 *
 * <p>Threads: gRPC's; a call may wait for the disk, and steering for the event loop.
 */
public final class OperatorService extends OperatorGrpc.OperatorImplBase {

  private static final int MOST_LOGS = 50;
  private static final int MOST_IDENTITIES = 10_000;

  private final ExperimentIntake intake;
  private final ExperimentBoard board;
  private final Steering steering;
  private final Checks checks;
  private final FleetOperations fleet;
  private final ResultStore store;
  private final AuditLog audit;
  private final EpochClock clock;
  private final String version;
  private final Statuses statuses;
  private final Watches watches;

  /** Steers experiments; each call returns after it is done, and is nothing if it was done. */
  public interface Steering {

    /** Ends one. */
    void cancel(String experimentId, String reason);

    /** Holds one. */
    void pause(String experimentId, String reason);

    /** Lets one that is held go on. */
    void resume(String experimentId);

    /** Tries again what has failed in one. */
    Retried retry(String experimentId);
  }

  /** Has devices find out something of themselves. */
  public interface Checks {

    /** Begins with one; whatever keeps it from an end is thrown, or fails the stage, in words. */
    CompletionStage<SensorCalibration> calibrate(String device, CalibrationOrder order);

    /** What measuring costs; the rest as {@link #calibrate}. */
    CompletionStage<MeterCost> meter(String device, MeterCostOrder order);
  }

  /**
   * A service for one coordinator.
   *
   * @param version version of this coordinator
   */
  public OperatorService(
      ExperimentIntake intake,
      ExperimentBoard board,
      Steering steering,
      Checks checks,
      FleetOperations fleet,
      ResultStore store,
      AuditLog audit,
      EpochClock clock,
      String version) {
    this.intake = intake;
    this.board = board;
    this.steering = steering;
    this.checks = checks;
    this.fleet = fleet;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
    this.version = version;
    this.statuses = new Statuses(board);
    this.watches = new Watches(board, statuses);
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitReply> reply) {
    answer(
        reply,
        () -> {
          Accepted accepted = intake.submit(OperatorMapping.submission(request));
          audit.record(
              Caller.name(),
              "submit",
              accepted.experimentId(),
              "%s, %d cells".formatted(request.getFileName(), accepted.cells()));
          return SubmitReply.newBuilder()
              .setExperimentId(accepted.experimentId())
              .setCells(accepted.cells())
              .setReused(accepted.reused())
              .addAllWarnings(accepted.warnings())
              .build();
        });
  }

  @Override
  public void extend(ExtendRequest request, StreamObserver<ExtendReply> reply) {
    answer(
        reply,
        () -> {
          Extended extended =
              intake.extend(
                  request.getExperimentId(),
                  OperatorMapping.submission(request.getSubmission()),
                  request.getDryRun());
          if (!request.getDryRun()) {
            audit.record(
                Caller.name(),
                "extend",
                request.getExperimentId(),
                "%s, %d cells kept, %d new, %d dropped"
                        .formatted(
                            request.getSubmission().getFileName(),
                            extended.kept(),
                            extended.added(),
                            extended.dropped())
                    + ofAnother(request.getExperimentId()));
          }
          return OperatorMapping.extended(extended);
        });
  }

  @Override
  public void estimate(SubmitRequest request, StreamObserver<EstimateReply> reply) {
    answer(
        reply,
        () -> OperatorMapping.estimate(intake.estimate(OperatorMapping.submission(request))));
  }

  @Override
  public void findMeasured(FindMeasuredRequest request, StreamObserver<FindMeasuredReply> reply) {
    answer(
        reply,
        () -> {
          if (request.getIdentitiesCount() > MOST_IDENTITIES) {
            throw new InvalidInputException("identities", "ask for no more than 10000 at a time");
          }
          return OperatorMapping.measured(
              store.measured(
                  request.getIdentitiesList().stream()
                      .map(identity -> Digests.hex(identity.toByteArray()))
                      .toList()));
        });
  }

  @Override
  public void get(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    answer(reply, () -> statuses.get(request.getExperimentId(), request.getCells()));
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListReply> reply) {
    answer(reply, () -> statuses.list(request));
  }

  @Override
  public void listCells(ListCellsRequest request, StreamObserver<ListCellsReply> reply) {
    answer(reply, () -> statuses.cells(request));
  }

  @Override
  public void watch(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    try {
      watches.add(request, (ServerCallStreamObserver<ExperimentStatus>) reply);
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }

  @Override
  public void cancel(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    steer(reply, request, "cancel", (id, who) -> steering.cancel(id, "cancelled by " + who));
  }

  @Override
  public void pause(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    steer(reply, request, "pause", (id, who) -> steering.pause(id, "paused by " + who));
  }

  @Override
  public void resume(ExperimentRequest request, StreamObserver<ExperimentStatus> reply) {
    steer(reply, request, "resume", (id, who) -> steering.resume(id));
  }

  @Override
  public void retry(RetryRequest request, StreamObserver<RetryReply> reply) {
    answer(
        reply,
        () -> {
          String id = known(request.getExperimentId());
          Retried retried = steering.retry(id);
          audit.record(Caller.name(), "retry", id, retried.cells() + " cells" + ofAnother(id));
          return RetryReply.newBuilder()
              .setExperiment(statuses.changed(id, request.getCells()))
              .setCells(retried.cells())
              .setStaying(retried.staying())
              .build();
        });
  }

  private void steer(
      StreamObserver<ExperimentStatus> reply,
      ExperimentRequest request,
      String verb,
      BiConsumer<String, String> action) {
    answer(
        reply,
        () -> {
          String id = known(request.getExperimentId());
          String who = Caller.name();
          action.accept(id, who);
          audit.record(who, verb, id, ofAnother(id).replaceFirst("^, ", ""));
          return statuses.changed(id, request.getCells());
        });
  }

  @Override
  public void results(ResultsRequest request, StreamObserver<ResultsChunk> reply) {
    ServerCallStreamObserver<ResultsChunk> out = (ServerCallStreamObserver<ResultsChunk>) reply;
    try {
      ByteString document = ByteString.copyFromUtf8(document(request));
      out.setOnReadyHandler(new Chunks(document, out)::pump);
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }

  @Override
  public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesReply> reply) {
    answer(
        reply,
        () ->
            ListDevicesReply.newBuilder()
                .addAllDevices(fleet.devices().stream().map(this::status).toList())
                .build());
  }

  @Override
  public void showDevice(ShowDeviceRequest request, StreamObserver<DeviceDetails> reply) {
    answer(
        reply,
        () -> {
          DeviceCondition condition = fleet.condition(request.getDevice());
          return FleetMapping.details(condition, status(condition.device()));
        });
  }

  @Override
  public void changeDevice(ChangeDeviceRequest request, StreamObserver<DeviceStatus> reply) {
    answer(reply, () -> status(fleet.change(FleetMapping.change(request, Caller.name()))));
  }

  @Override
  public void checkDevice(
      CheckDeviceRequest request, StreamObserver<dev.hamlet.proto.v1.GoldenCheck> reply) {
    String who = Caller.name();
    try {
      CompletionStage<?> unused =
          fleet
              .check(request.getDevice(), who)
              .whenComplete((found, failure) -> answer(reply, () -> checked(found, failure)));
      audit.record(who, "check", request.getDevice(), "");
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }

  private static dev.hamlet.proto.v1.GoldenCheck checked(
      @Nullable GoldenCheck found, @Nullable Throwable failure) {
    if (found == null) {
      throw failure instanceof RuntimeException cause ? cause : new CompletionException(failure);
    }
    return FleetMapping.message(found);
  }

  @Override
  public void recoverDevice(
      RecoverDeviceRequest request, StreamObserver<RecoverDeviceReply> reply) {
    try {
      CompletionStage<?> unused =
          fleet
              .recover(request.getDevice(), Caller.name())
              .whenComplete((end, failure) -> answer(reply, () -> recovered(end, failure)));
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }

  private static RecoverDeviceReply recovered(
      @Nullable CommandEnd end, @Nullable Throwable failure) {
    if (end == null) {
      throw failure instanceof RuntimeException cause ? cause : new CompletionException(failure);
    }
    return RecoverDeviceReply.newBuilder()
        .setExitCode(end.exitCode())
        .setSentence(end.sentence())
        .addAllLastLines(end.lastLines())
        .build();
  }

  @Override
  public void setGolden(
      dev.hamlet.proto.v1.GoldenModel request,
      StreamObserver<dev.hamlet.proto.v1.GoldenModel> reply) {
    answer(
        reply,
        () -> {
          GoldenModel model = FleetMapping.golden(request, Caller.name(), clock.epochMs());
          fleet.golden(model);
          audit.record(model.setBy(), "golden", model.name(), "artifact " + model.artifact());
          return FleetMapping.message(model);
        });
  }

  private DeviceStatus status(DeviceSnapshot device) {
    String why = fleet.heldBack().getOrDefault(device.device(), "");
    return OperatorMapping.status(device).toBuilder().setHeldBack(why).build();
  }

  @Override
  public void calibrateDevice(
      CalibrateDeviceRequest request, StreamObserver<CalibrateDeviceReply> reply) {
    answerLater(
        reply,
        () -> checks.calibrate(request.getDevice(), OperatorMapping.order(request)),
        found ->
            CalibrateDeviceReply.newBuilder()
                .setCalibration(CalibrationMapping.toMessage(found))
                .build());
  }

  @Override
  public void measureMeterCost(MeterCostRequest request, StreamObserver<MeterCostReply> reply) {
    answerLater(
        reply,
        () -> checks.meter(request.getDevice(), new MeterCostOrder(UUID.randomUUID().toString())),
        cost -> MeterCostReply.newBuilder().setCost(MeterCostMapping.toMessage(cost)).build());
  }

  private static <T, R> void answerLater(
      StreamObserver<R> reply, Supplier<CompletionStage<T>> work, Function<T, R> message) {
    try {
      CompletionStage<?> unused =
          work.get()
              .whenComplete(
                  (found, failure) -> answer(reply, () -> message.apply(orThrow(found, failure))));
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
    }
  }

  private static <T> T orThrow(@Nullable T found, @Nullable Throwable failure) {
    if (found == null) {
      throw failure instanceof RuntimeException cause ? cause : new CompletionException(failure);
    }
    return found;
  }

  @Override
  public void attemptLogs(AttemptLogsRequest request, StreamObserver<AttemptLogsReply> reply) {
    answer(
        reply,
        () -> {
          String id = known(request.getExperimentId());
          return FleetMapping.logs(
              request.getCellId().isEmpty()
                  ? store.fleet().logsOfExperiment(id, MOST_LOGS)
                  : store.fleet().logs(cellOf(id, request.getCellId())));
        });
  }

  @Override
  public void audit(AuditRequest request, StreamObserver<AuditReply> reply) {
    answer(reply, () -> AuditMapping.reply(audit.find(AuditMapping.query(request))));
  }

  @Override
  public void version(VersionRequest request, StreamObserver<VersionReply> reply) {
    answer(
        reply,
        () ->
            VersionReply.newBuilder()
                .setVersion(version)
                .setProtocolMajor(ProtocolVersion.CURRENT.major())
                .setProtocolMinor(ProtocolVersion.CURRENT.minor())
                .build());
  }

  /** Sends watchers what changed; to be called twice a second, by one thread at a time. */
  public void tick() {
    watches.look();
  }

  /** Ends all watches. */
  public void close() {
    watches.close();
  }

  private String document(ResultsRequest request) {
    ResultsData data =
        ResultsData.of(store, request.getExperimentId(), Map.of("coordinator_version", version));
    return switch (request.getDocument()) {
      case RESULTS_JSON -> ResultsDocument.build(data);
      case TRIALS_CSV -> TrialsCsv.build(data);
      case CELLS_CSV -> CellsCsv.build(data);
      case DOCUMENT_UNSPECIFIED, UNRECOGNIZED ->
          throw new InvalidInputException(
              "document", "choose one of RESULTS_JSON, TRIALS_CSV, CELLS_CSV");
    };
  }

  /** What the audit log says of an act on somebody else's experiment. */
  private String ofAnother(String experimentId) {
    return board
        .summary(experimentId)
        .map(summary -> summary.experiment().owner())
        .filter(owner -> !owner.equals(Caller.name()) && !owner.equals(Caller.NOBODY))
        .map(owner -> ", it belongs to " + owner)
        .orElse("");
  }

  private String known(String experimentId) {
    if (board.summary(experimentId).isEmpty()) {
      throw Statuses.unknown(experimentId);
    }
    return experimentId;
  }

  private String cellOf(String experimentId, String cellId) {
    if (store
        .cell(cellId)
        .filter(cell -> cell.plan().group().experimentId().equals(experimentId))
        .isEmpty()) {
      throw Statuses.unknownCell(experimentId, cellId);
    }
    return cellId;
  }

  private static <T> void answer(StreamObserver<T> reply, Supplier<T> work) {
    T message;
    try {
      message = work.get();
    } catch (RuntimeException e) {
      reply.onError(StatusMapping.toStatus(e));
      return;
    }
    reply.onNext(message);
    reply.onCompleted();
  }
}
