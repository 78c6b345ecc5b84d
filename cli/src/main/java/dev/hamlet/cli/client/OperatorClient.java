package dev.hamlet.cli.client;

import com.google.protobuf.ByteString;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.wire.KeepAlive;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.AttemptLog;
import dev.hamlet.proto.v1.AttemptLogsRequest;
import dev.hamlet.proto.v1.AuditEntry;
import dev.hamlet.proto.v1.AuditRequest;
import dev.hamlet.proto.v1.BackupPart;
import dev.hamlet.proto.v1.BackupRequest;
import dev.hamlet.proto.v1.BackupsGrpc;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.CellsShown;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.CheckDeviceRequest;
import dev.hamlet.proto.v1.DeviceDetails;
import dev.hamlet.proto.v1.DeviceStatus;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ExtendReply;
import dev.hamlet.proto.v1.ExtendRequest;
import dev.hamlet.proto.v1.FindMeasuredRequest;
import dev.hamlet.proto.v1.GoldenCheck;
import dev.hamlet.proto.v1.GoldenModel;
import dev.hamlet.proto.v1.ListCellsReply;
import dev.hamlet.proto.v1.ListCellsRequest;
import dev.hamlet.proto.v1.ListDevicesRequest;
import dev.hamlet.proto.v1.ListReply;
import dev.hamlet.proto.v1.ListRequest;
import dev.hamlet.proto.v1.MeasuredCell;
import dev.hamlet.proto.v1.MeterCost;
import dev.hamlet.proto.v1.MeterCostRequest;
import dev.hamlet.proto.v1.OperatorGrpc;
import dev.hamlet.proto.v1.RecoverDeviceReply;
import dev.hamlet.proto.v1.RecoverDeviceRequest;
import dev.hamlet.proto.v1.ResultsChunk;
import dev.hamlet.proto.v1.ResultsRequest;
import dev.hamlet.proto.v1.RetryReply;
import dev.hamlet.proto.v1.RetryRequest;
import dev.hamlet.proto.v1.SensorCalibration;
import dev.hamlet.proto.v1.ShowDeviceRequest;
import dev.hamlet.proto.v1.SubmitReply;
import dev.hamlet.proto.v1.SubmitRequest;
import dev.hamlet.proto.v1.TracePart;
import dev.hamlet.proto.v1.TracesGrpc;
import dev.hamlet.proto.v1.TracesRequest;
import dev.hamlet.proto.v1.VersionReply;
import dev.hamlet.proto.v1.VersionRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One connection to a coordinator, for its operator.
 *
 * <p>Every call blocks, within a deadline unless it streams, and fails with a sentence. Threads may
 * share it.
 */
public final class OperatorClient implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 16 << 20;
  private static final long DEADLINE_SECONDS = 20;
  private static final int EXPERIMENTS_OF_PAGE = 500;
  private static final long SUBMIT_DEADLINE_SECONDS = 120;

  /** Longer than a coordinator waits for a check. */
  private static final long CHECK_DEADLINE_SECONDS = 400;

  /** A recover command may take as long as its time limit says. */
  private static final long RECOVER_DEADLINE_SECONDS = 3_600;

  /** Longer than a coordinator waits for the device. */
  private static final long CALIBRATION_DEADLINE_SECONDS = 90;

  private static final Metadata.Key<byte[]> BY =
      Metadata.Key.of("hamlet-by-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final int METER_COST_DEADLINE_SECONDS = 140;

  private final Peer peer;
  private final ManagedChannel channel;

  private OperatorClient(Peer peer, ManagedChannel channel) {
    this.peer = peer;
    this.channel = channel;
  }

  /** A plaintext connection that opens with the first call; nobody says who asks. */
  public static OperatorClient to(CoordinatorAddress address) {
    return to(address, TransportSecurity.PLAINTEXT, "");
  }

  /**
   * A connection that opens with the first call.
   *
   * @param by who asks, for the coordinator's audit log; may be empty
   */
  public static OperatorClient to(
      CoordinatorAddress address, TransportSecurity security, String by) {
    return new OperatorClient(
        new Peer(address, security),
        NettyChannelBuilder.forAddress(
                address.host(), address.port(), security.channelCredentials())
            .intercept(MetadataUtils.newAttachHeadersInterceptor(asking(by)))
            .keepAliveTime(KeepAlive.ASK_AFTER.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(KeepAlive.GIVE_UP_AFTER.toSeconds(), TimeUnit.SECONDS)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build());
  }

  /** Whom it speaks with. */
  public CoordinatorAddress address() {
    return peer.address();
  }

  /** A failed call as a sentence. */
  HamletException failure(StatusRuntimeException failed) {
    return CallFailures.of(failed, peer);
  }

  /** The coordinator's version; a cheap way to see that it is there. */
  public VersionReply version() {
    return call(stub -> stub.version(VersionRequest.getDefaultInstance()));
  }

  /** Hands in an experiment whose artifacts the coordinator has. */
  public SubmitReply submit(SubmitRequest request) {
    return guarded(
        () ->
            operator()
                .withDeadlineAfter(SUBMIT_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .submit(request));
  }

  /** Gives an experiment another file. */
  public ExtendReply extend(ExtendRequest request) {
    return guarded(
        () ->
            operator()
                .withDeadlineAfter(SUBMIT_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .extend(request));
  }

  /**
   * What measuring a file would take, from what past trials took; empty from a coordinator that
   * does not tell.
   *
   * @param request the file and what is asked for of it
   */
  public Optional<EstimateReply> estimate(SubmitRequest request) {
    return guarded(
        () -> {
          try {
            return Optional.of(
                operator()
                    .withDeadlineAfter(SUBMIT_DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .estimate(request));
          } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** Which of some cells were measured before, by their identities. */
  public List<MeasuredCell> measured(Collection<ByteString> identities) {
    return call(stub ->
            stub.findMeasured(
                FindMeasuredRequest.newBuilder().addAllIdentities(identities).build()))
        .getCellsList();
  }

  /** One experiment, its cells counted; a coordinator that does not count them sends them. */
  public ExperimentStatus experiment(String id) {
    return call(stub -> stub.get(request(id)));
  }

  /** All experiments, the oldest first; the rest as {@link #experiment}. */
  public List<ExperimentStatus> experiments() {
    return experiments(Set.of());
  }

  /** Those of some owners; of all if none is named. */
  public List<ExperimentStatus> experiments(Set<String> owners) {
    List<ExperimentStatus> found = new ArrayList<>();
    ListRequest.Builder request =
        ListRequest.newBuilder()
            .setCells(CellsShown.NO_CELLS)
            .addAllOwners(owners)
            .setPageSize(EXPERIMENTS_OF_PAGE);
    do {
      ListReply page = call(stub -> stub.list(request.build()));
      page.getExperimentsList().stream()
          .filter(one -> owners.isEmpty() || owners.contains(one.getOwner()))
          .forEach(found::add);
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return found;
  }

  /**
   * Cells of an experiment, in the order they were planned; read a page at a time, as they are
   * taken.
   */
  public Iterator<CellStatus> cells(ListCellsRequest wanted) {
    return new CellPages(wanted, request -> call(stub -> cells(stub, request)));
  }

  /** A coordinator that knows no pages sends all cells with the experiment. */
  private static ListCellsReply cells(
      OperatorGrpc.OperatorBlockingStub stub, ListCellsRequest request) {
    try {
      return stub.listCells(request);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
        throw e;
      }
      ExperimentRequest all =
          ExperimentRequest.newBuilder().setExperimentId(request.getExperimentId()).build();
      return ListCellsReply.newBuilder()
          .addAllCells(
              stub.get(all).getCellsList().stream().filter(cell -> wants(request, cell)).toList())
          .build();
    }
  }

  private static boolean wants(ListCellsRequest request, CellStatus cell) {
    List<String> states = request.getStatesList();
    List<String> devices = request.getDevicesList();
    return (states.isEmpty() || states.contains(cell.getState()))
        && (devices.isEmpty() || devices.contains(cell.getDevice()));
  }

  /** Ends an experiment; what is measured is kept. */
  public ExperimentStatus cancel(String id) {
    return call(stub -> stub.cancel(request(id)));
  }

  /** Holds an experiment: rounds in hand end, nothing more is granted. */
  public ExperimentStatus pause(String id) {
    return call(stub -> stub.pause(request(id)));
  }

  /** Lets a paused experiment go on. */
  public ExperimentStatus resume(String id) {
    return call(stub -> stub.resume(request(id)));
  }

  /** Tries again what has failed in an experiment. */
  public RetryReply retry(String id) {
    RetryRequest request =
        RetryRequest.newBuilder().setExperimentId(id).setCells(CellsShown.NO_CELLS).build();
    return call(stub -> stub.retry(request));
  }

  /** All devices that the coordinator knows. */
  public List<DeviceStatus> devices() {
    return call(stub -> stub.listDevices(ListDevicesRequest.getDefaultInstance())).getDevicesList();
  }

  /** Has a device load its board and find the time constant of its sensor; may take a minute. */
  public SensorCalibration calibrate(CalibrateDeviceRequest request) {
    return guarded(
        () ->
            operator()
                .withDeadlineAfter(CALIBRATION_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .calibrateDevice(request)
                .getCalibration());
  }

  /** Has a device find out what measuring costs it; may take two minutes. */
  public MeterCost meterCost(String device) {
    MeterCostRequest request = MeterCostRequest.newBuilder().setDevice(device).build();
    return guarded(
        () ->
            operator()
                .withDeadlineAfter(METER_COST_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .measureMeterCost(request)
                .getCost());
  }

  /**
   * Follows an experiment to its end, through short absences of the coordinator.
   *
   * @param eachChange told every status, on the calling thread; it counts all cells and holds those
   *     that changed
   * @return the last status
   */
  public ExperimentStatus watch(String id, Consumer<ExperimentStatus> eachChange) {
    return new Watching(this, new SystemClock()).watch(id, eachChange);
  }

  /** Writes a result document to a stream that stays the caller's. */
  public void results(String id, ResultsRequest.Document document, OutputStream target)
      throws IOException {
    ResultsRequest request =
        ResultsRequest.newBuilder().setExperimentId(id).setDocument(document).build();
    Iterator<ResultsChunk> chunks = guarded(() -> operator().results(request));
    while (guarded(chunks::hasNext)) {
      chunks.next().getData().writeTo(target);
    }
  }

  /** The artifact service of the same coordinator. */
  public ArtifactUpload uploads() {
    return new ArtifactUpload(
        ArtifactsGrpc.newBlockingStub(channel), ArtifactsGrpc.newStub(channel), peer);
  }

  /** A device with what is known of its health. */
  public DeviceDetails device(String device) {
    ShowDeviceRequest request = ShowDeviceRequest.newBuilder().setDevice(device).build();
    return call(stub -> stub.showDevice(request));
  }

  /** Changes what a device may do. */
  public DeviceStatus change(ChangeDeviceRequest request) {
    return call(stub -> stub.changeDevice(request));
  }

  /** Measures the golden model on a device; may take minutes. */
  public GoldenCheck check(String device) {
    CheckDeviceRequest request = CheckDeviceRequest.newBuilder().setDevice(device).build();
    return guarded(
        () ->
            operator()
                .withDeadlineAfter(CHECK_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .checkDevice(request));
  }

  /** Starts a device's recover command; may take minutes. */
  public RecoverDeviceReply recover(String device) {
    RecoverDeviceRequest request = RecoverDeviceRequest.newBuilder().setDevice(device).build();
    return guarded(
        () ->
            operator()
                .withDeadlineAfter(RECOVER_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .recoverDevice(request));
  }

  /** Chooses the model that every device is checked with. */
  public GoldenModel golden(GoldenModel model) {
    return call(stub -> stub.setGolden(model));
  }

  /** Log lines of failed attempts: of a cell, or of all cells if that is empty. */
  public List<AttemptLog> attemptLogs(String experiment, String cell) {
    AttemptLogsRequest request =
        AttemptLogsRequest.newBuilder().setExperimentId(experiment).setCellId(cell).build();
    return call(stub -> stub.attemptLogs(request)).getLogsList();
  }

  /** What the coordinator keeps, part by part, to the given reader on the calling thread. */
  public void backup(BackupReader reader) throws IOException {
    Iterator<BackupPart> parts =
        guarded(
            () -> BackupsGrpc.newBlockingStub(channel).take(BackupRequest.getDefaultInstance()));
    while (guarded(parts::hasNext)) {
      reader.read(parts.next());
    }
  }

  /** Takes the parts of a backup. */
  @FunctionalInterface
  public interface BackupReader {

    /** The next part. */
    void read(BackupPart part) throws IOException;
  }

  /**
   * Raw samples of an experiment's trials, part by part, to the given reader on the calling thread.
   */
  public void traces(TracesRequest request, TracePartReader reader)
      throws IOException, InterruptedException {
    Iterator<TracePart> parts = guarded(() -> TracesGrpc.newBlockingStub(channel).read(request));
    while (guarded(parts::hasNext)) {
      reader.read(parts.next());
    }
  }

  /** Takes the parts of raw traces. */
  @FunctionalInterface
  public interface TracePartReader {

    /** The next part. */
    void read(TracePart part) throws IOException, InterruptedException;
  }

  /** Who did what; the oldest first. */
  public List<AuditEntry> audit(long sinceEpochMs, String subject, int most) {
    AuditRequest request =
        AuditRequest.newBuilder()
            .setSinceEpochMs(sinceEpochMs)
            .setSubject(subject)
            .setMost(most)
            .build();
    return call(stub -> stub.audit(request)).getEntriesList();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  Iterator<ExperimentStatus> stream(String id) {
    return operator().watch(request(id).toBuilder().setCells(CellsShown.CHANGED_CELLS).build());
  }

  private <T> T call(Function<OperatorGrpc.OperatorBlockingStub, T> call) {
    return guarded(
        () -> call.apply(operator().withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)));
  }

  private <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw CallFailures.of(e, peer);
    }
  }

  private OperatorGrpc.OperatorBlockingStub operator() {
    return OperatorGrpc.newBlockingStub(channel);
  }

  private static Metadata asking(String by) {
    Metadata headers = new Metadata();
    if (!by.isBlank()) {
      headers.put(BY, by.getBytes(StandardCharsets.UTF_8));
    }
    return headers;
  }

  private static ExperimentRequest request(String id) {
    return ExperimentRequest.newBuilder().setExperimentId(id).setCells(CellsShown.NO_CELLS).build();
  }
}
