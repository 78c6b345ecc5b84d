package dev.hamlet.common.wire;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.GateRules;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Messages of the control stream, to and from values: what the coordinator grants. Reports are in
 * {@link ReportMapping}, sensors in {@link SensorMapping}.
 *
 * <p>Pure functions. A message that is no value (a number out of its range) is an {@link
 * IllegalArgumentException} that names the field.
 */
public final class ControlMapping {

  private ControlMapping() {}

  /** To the message. */
  public static dev.hamlet.proto.v1.LeaseRef toMessage(LeaseRef lease) {
    return dev.hamlet.proto.v1.LeaseRef.newBuilder()
        .setLeaseId(lease.leaseId())
        .setFencingToken(lease.fencingToken())
        .build();
  }

  /** From the message. */
  public static LeaseRef fromMessage(dev.hamlet.proto.v1.LeaseRef message) {
    return new LeaseRef(message.getLeaseId(), message.getFencingToken());
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.DiskUse toMessage(DiskUse disk) {
    dev.hamlet.proto.v1.DiskUse.Builder message =
        dev.hamlet.proto.v1.DiskUse.newBuilder()
            .setCacheHits(disk.cache().hits())
            .setCacheMisses(disk.cache().misses())
            .setCacheEvictedBytes(disk.cache().evictedBytes())
            .setCacheHeldBytes(disk.cache().heldBytes())
            .setCacheBudgetBytes(disk.cache().budgetBytes())
            .setSpoolBytes(disk.spool().bytes())
            .setSpoolBudgetBytes(disk.spool().budgetBytes())
            .setDroppedBatches(disk.spool().dropped());
    disk.spool().waitingSamples().ifPresent(message::setWaitingSamples);
    double enduranceSeconds = disk.spool().enduranceSeconds();
    return Double.isFinite(enduranceSeconds)
        ? message.setEnduranceSeconds(enduranceSeconds).build()
        : message.build();
  }

  /** From the message. */
  public static DiskUse fromMessage(dev.hamlet.proto.v1.DiskUse message) {
    return new DiskUse(
        new DiskUse.Cache(
            message.getCacheHits(),
            message.getCacheMisses(),
            message.getCacheEvictedBytes(),
            message.getCacheHeldBytes(),
            message.getCacheBudgetBytes()),
        new DiskUse.Spool(
            message.getSpoolBytes(),
            message.getSpoolBudgetBytes(),
            message.hasEnduranceSeconds() ? message.getEnduranceSeconds() : Double.NaN,
            message.getDroppedBatches(),
            message.hasWaitingSamples()
                ? OptionalLong.of(message.getWaitingSamples())
                : OptionalLong.empty()));
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.LeaseGrant toMessage(LeaseGrant grant) {
    return dev.hamlet.proto.v1.LeaseGrant.newBuilder()
        .setLeaseId(grant.lease().leaseId())
        .setFencingToken(grant.lease().fencingToken())
        .setExperimentId(grant.experimentId())
        .setPowerMode(grant.powerMode())
        .addAllCells(grant.cells().stream().map(cell -> toMessage(cell, grant)).toList())
        .setProtocol(toMessage(grant.protocol()))
        .addAllEvaluations(grant.evaluations().stream().map(ControlMapping::toMessage).toList())
        .setLeaseDurationMs(ms(grant.duration()))
        .build();
  }

  /** From the message. */
  public static LeaseGrant fromMessage(dev.hamlet.proto.v1.LeaseGrant message) {
    return new LeaseGrant(
        new LeaseRef(message.getLeaseId(), message.getFencingToken()),
        message.getExperimentId(),
        message.getPowerMode(),
        message.getCellsList().stream().map(ControlMapping::fromMessage).toList(),
        fromMessage(message.getProtocol()),
        ownProtocols(message.getCellsList()),
        message.getEvaluationsList().stream().map(ControlMapping::fromMessage).toList(),
        duration("lease_duration_ms", message.getLeaseDurationMs()));
  }

  private static dev.hamlet.proto.v1.CellSpec toMessage(CellSpec cell, LeaseGrant grant) {
    dev.hamlet.proto.v1.CellSpec message = toMessage(cell);
    MeasurementProtocol own = grant.ownProtocols().get(cell.cellId());
    return own == null ? message : message.toBuilder().setProtocol(toMessage(own)).build();
  }

  private static Map<String, MeasurementProtocol> ownProtocols(
      List<dev.hamlet.proto.v1.CellSpec> cells) {
    return cells.stream()
        .filter(dev.hamlet.proto.v1.CellSpec::hasProtocol)
        .collect(
            Collectors.toMap(
                dev.hamlet.proto.v1.CellSpec::getCellId,
                cell -> fromMessage(cell.getProtocol()),
                (first, second) -> first));
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.CellSpec toMessage(CellSpec cell) {
    return dev.hamlet.proto.v1.CellSpec.newBuilder()
        .setCellId(cell.cellId())
        .setModel(cell.model())
        .setVariant(cell.variant())
        .setArtifact(cell.artifact())
        .setRuntime(cell.runtime())
        .setThreads(cell.threads())
        .setInputSet(cell.inputSet())
        .setInputIndex(cell.inputIndex())
        .putAllOptions(cell.options())
        .setCores(cell.cores())
        .build();
  }

  /** From the message. */
  public static CellSpec fromMessage(dev.hamlet.proto.v1.CellSpec message) {
    return new CellSpec(
        message.getCellId(),
        message.getModel(),
        message.getVariant(),
        message.getArtifact(),
        message.getRuntime(),
        count("threads", message.getThreads()),
        message.getInputSet(),
        count("input_index", message.getInputIndex()),
        message.getOptionsMap(),
        message.getCores());
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.EvaluationSpec toMessage(EvaluationSpec evaluation) {
    return dev.hamlet.proto.v1.EvaluationSpec.newBuilder()
        .setArtifact(evaluation.artifact())
        .setRuntime(evaluation.runtime())
        .setInputSet(evaluation.inputSet())
        .setInputs(evaluation.inputs())
        .setThreads(evaluation.threads())
        .build();
  }

  /** From the message. */
  public static EvaluationSpec fromMessage(dev.hamlet.proto.v1.EvaluationSpec message) {
    return new EvaluationSpec(
        message.getArtifact(),
        message.getRuntime(),
        message.getInputSet(),
        count("inputs", message.getInputs()),
        count("threads", message.getThreads()));
  }

  /** To the message; durations are rounded down to milliseconds. */
  public static dev.hamlet.proto.v1.MeasurementProtocol toMessage(MeasurementProtocol protocol) {
    dev.hamlet.proto.v1.MeasurementProtocol.Builder message =
        dev.hamlet.proto.v1.MeasurementProtocol.newBuilder()
            .setProfile(protocol.profile())
            .setWarmUpMs(ms(protocol.warmUp()))
            .setWarmUpInferences(protocol.warmUpInferences())
            .setSettleMs(ms(protocol.settle()))
            .setIdleMs(ms(protocol.idle()))
            .setBurstMs(ms(protocol.burst()))
            .setBurstInferences(protocol.burstInferences())
            .setGuardMs(ms(protocol.guard()))
            .setTrialTimeoutMs(ms(protocol.trialTimeout()))
            .setTemperatureWithinC(protocol.temperatureWithinC())
            .setGateTimeoutMs(ms(protocol.gateTimeout()))
            .setSeed(protocol.seed());
    protocol.gate().foreignCpuMax().ifPresent(message::setForeignCpuMax);
    protocol.gate().abortAboveC().ifPresent(message::setAbortAboveC);
    return message.build();
  }

  /** From the message. */
  public static MeasurementProtocol fromMessage(dev.hamlet.proto.v1.MeasurementProtocol message) {
    return new MeasurementProtocol(
        message.getProfile(),
        duration("warm_up_ms", message.getWarmUpMs()),
        count("warm_up_inferences", message.getWarmUpInferences()),
        duration("settle_ms", message.getSettleMs()),
        duration("idle_ms", message.getIdleMs()),
        duration("burst_ms", message.getBurstMs()),
        count("burst_inferences", message.getBurstInferences()),
        duration("guard_ms", message.getGuardMs()),
        duration("trial_timeout_ms", message.getTrialTimeoutMs()),
        new GateRules(
            message.getTemperatureWithinC(),
            duration("gate_timeout_ms", message.getGateTimeoutMs()),
            message.hasForeignCpuMax()
                ? OptionalDouble.of(message.getForeignCpuMax())
                : OptionalDouble.empty(),
            message.hasAbortAboveC()
                ? OptionalDouble.of(message.getAbortAboveC())
                : OptionalDouble.empty()),
        message.getSeed());
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.RoundGrant toMessage(RoundGrant round) {
    return dev.hamlet.proto.v1.RoundGrant.newBuilder()
        .setLeaseId(round.lease().leaseId())
        .setFencingToken(round.lease().fencingToken())
        .setRound(round.round())
        .addAllVisits(round.visits().stream().map(ControlMapping::toMessage).toList())
        .build();
  }

  /** From the message. */
  public static RoundGrant fromMessage(dev.hamlet.proto.v1.RoundGrant message) {
    return new RoundGrant(
        new LeaseRef(message.getLeaseId(), message.getFencingToken()),
        count("round", message.getRound()),
        message.getVisitsList().stream().map(ControlMapping::fromMessage).toList());
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.LeaseEnd toMessage(LeaseEnd end) {
    return dev.hamlet.proto.v1.LeaseEnd.newBuilder()
        .setLeaseId(end.lease().leaseId())
        .setFencingToken(end.lease().fencingToken())
        .setReason(end.reason())
        .setAbort(end.abort())
        .build();
  }

  /** From the message. */
  public static LeaseEnd fromMessage(dev.hamlet.proto.v1.LeaseEnd message) {
    return new LeaseEnd(
        new LeaseRef(message.getLeaseId(), message.getFencingToken()),
        message.getReason(),
        message.getAbort());
  }

  /** To messages. */
  public static List<dev.hamlet.proto.v1.Temperature> toMessages(List<Temperature> temperatures) {
    return temperatures.stream()
        .map(
            temperature ->
                dev.hamlet.proto.v1.Temperature.newBuilder()
                    .setZone(temperature.zone())
                    .setCelsius(temperature.celsius())
                    .build())
        .toList();
  }

  /** From messages. */
  public static List<Temperature> fromMessages(List<dev.hamlet.proto.v1.Temperature> messages) {
    return messages.stream()
        .map(message -> new Temperature(message.getZone(), message.getCelsius()))
        .toList();
  }

  static int count(String field, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          field + " is too large: " + Integer.toUnsignedString(value));
    }
    return value;
  }

  private static dev.hamlet.proto.v1.Visit toMessage(Visit visit) {
    return dev.hamlet.proto.v1.Visit.newBuilder()
        .setCellId(visit.cellId())
        .addAllTrials(visit.trials())
        .build();
  }

  private static Visit fromMessage(dev.hamlet.proto.v1.Visit message) {
    return new Visit(message.getCellId(), message.getTrialsList());
  }

  private static int ms(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  private static Duration duration(String field, int ms) {
    return Duration.ofMillis(count(field, ms));
  }
}
