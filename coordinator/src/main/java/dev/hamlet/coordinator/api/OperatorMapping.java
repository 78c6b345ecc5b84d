package dev.hamlet.coordinator.api;

import com.google.protobuf.ByteString;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.ConditionsMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.SensorMapping;
import dev.hamlet.coordinator.device.ClockFigures;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.coordinator.schedule.TimeEstimate;
import dev.hamlet.coordinator.store.MeasuredCell;
import dev.hamlet.coordinator.store.VariantRecord;
import dev.hamlet.proto.v1.CalibrateDeviceRequest;
import dev.hamlet.proto.v1.DeviceStatus;
import dev.hamlet.proto.v1.EstimateReply;
import dev.hamlet.proto.v1.ExtendReply;
import dev.hamlet.proto.v1.FindMeasuredReply;
import dev.hamlet.proto.v1.ResolvedVariant;
import dev.hamlet.proto.v1.SubmitRequest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Values to the operator's messages, and his submissions to values. Pure. */
final class OperatorMapping {

  private static final int THREADS = 2;
  private static final int BUSY_MS = 3_000;

  private OperatorMapping() {}

  /** 0 stands for what is usual. */
  static CalibrationOrder order(CalibrateDeviceRequest request) {
    int threads = request.getThreads() == 0 ? THREADS : request.getThreads();
    int busyMs = request.getBusyMs() == 0 ? BUSY_MS : request.getBusyMs();
    try {
      return new CalibrationOrder(
          UUID.randomUUID().toString(), threads, TimeUnit.MILLISECONDS.toNanos(busyMs));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("calibration", String.valueOf(e.getMessage()));
    }
  }

  static Submission submission(SubmitRequest request) {
    return new Submission(
        request.getSubmissionId(),
        request.getFileName(),
        request.getFile(),
        request.getVariantsList().stream().map(OperatorMapping::variant).toList(),
        request.getInputSet(),
        restriction(request),
        Caller.owner(),
        request.hasReuse() ? Optional.of(request.getReuse()) : Optional.empty());
  }

  private static Restriction restriction(SubmitRequest request) {
    Map<String, Set<String>> only = new LinkedHashMap<>();
    request
        .getOnlyList()
        .forEach(
            one ->
                only.computeIfAbsent(one.getAxis(), axis -> new LinkedHashSet<>())
                    .add(one.getValue()));
    return new Restriction(only, Set.copyOf(request.getOnList()));
  }

  static EstimateReply estimate(TimeEstimate estimate) {
    EstimateReply.Builder reply =
        EstimateReply.newBuilder()
            .setBoardMs(Math.round(1000 * estimate.boardSeconds()))
            .setExpectedMs(Math.round(1000 * estimate.seconds()))
            .setLearntTrials(estimate.learntTrials());
    if (Double.isFinite(estimate.errorRatio())) {
      reply.setErrorRatio(estimate.errorRatio());
    }
    return reply.build();
  }

  static FindMeasuredReply measured(List<MeasuredCell> cells) {
    FindMeasuredReply.Builder reply = FindMeasuredReply.newBuilder();
    for (MeasuredCell cell : cells) {
      reply
          .addCellsBuilder()
          .setIdentity(ByteString.copyFrom(HexFormat.of().parseHex(cell.identity())))
          .setDevice(cell.device())
          .setExperimentId(cell.experimentId())
          .setCellId(cell.cellId());
    }
    return reply.build();
  }

  static ExtendReply extended(Extended extended) {
    return ExtendReply.newBuilder()
        .setKept(extended.kept())
        .setAdded(extended.added())
        .setDropped(extended.dropped())
        .setReused(extended.reused())
        .addAllAddedCells(extended.someAdded())
        .addAllDroppedCells(extended.someDropped())
        .addAllWarnings(extended.warnings())
        .build();
  }

  static DeviceStatus status(DeviceSnapshot device) {
    DeviceStatus.Builder status =
        DeviceStatus.newBuilder()
            .setDevice(device.device())
            .setBoard(device.description().board())
            .setState(device.state().word())
            .setStateBy(device.note().who())
            .setStateReason(device.note().reason())
            .setStateSinceEpochMs(device.note().sinceEpochMs())
            .setStateUntilEpochMs(device.note().untilEpochMs())
            .setReserved(device.note().reserved())
            .setSimulated(device.description().simulated())
            .putAllLabels(device.description().labels())
            .setAgentVersion(device.description().agentVersion())
            .setAttachedTo(device.description().attachedTo())
            .setLastSeenEpochMs(device.lastSeenEpochMs())
            .addAllRuntimes(device.description().runtimes())
            .addAllPowerModes(device.description().powerModes())
            .addAllSensors(
                device.description().sensors().stream().map(SensorMapping::toMessage).toList())
            .addAllTemperatures(ControlMapping.toMessages(device.temperatures()));
    device.description().sensors().stream()
        .flatMap(group -> group.rails().stream())
        .map(Rail::name)
        .forEach(status::addRails);
    status
        .setConcern(device.concern())
        .addAllCores(ConditionsMapping.toMessages(device.description().cores()));
    SensorCalibration calibration = device.description().calibration();
    if (calibration != null) {
      status.setCalibration(CalibrationMapping.toMessage(calibration));
    }
    MeterCost meterCost = device.description().meterCost();
    if (meterCost != null) {
      status.setMeterCost(MeterCostMapping.toMessage(meterCost));
    }
    ClockFigures clock = device.clock();
    if (clock != null) {
      status
          .setClockOffsetNs(clock.offset().offsetNs())
          .setClockOffsetErrorNs(clock.offset().errorNs())
          .setClockDriftRatio(clock.drift().ratio())
          .setClockDriftErrorRatio(clock.drift().errorRatio())
          .setClockSteps(clock.steps());
    }
    return status.build();
  }

  private static VariantRecord variant(ResolvedVariant variant) {
    return new VariantRecord(
        variant.getModel(),
        variant.getVariant(),
        variant.getArtifact(),
        variant.getCompression(),
        variant.getParameters(),
        variant.getMultiplyAccumulates(),
        variant.getFileBytes(),
        variant.getCompressedBytes());
  }
}
