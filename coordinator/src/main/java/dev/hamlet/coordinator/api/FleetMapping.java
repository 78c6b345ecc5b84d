package dev.hamlet.coordinator.api;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.health.DeviceCondition;
import dev.hamlet.coordinator.store.fleet.AttemptLog;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import dev.hamlet.proto.v1.AttemptLogsReply;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.DeviceDetails;
import dev.hamlet.proto.v1.DeviceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The fleet's health on the operator's wire. Pure. */
final class FleetMapping {

  private FleetMapping() {}

  static DeviceChange change(ChangeDeviceRequest request, String who) {
    DeviceChange.Kind kind =
        switch (request.getChange()) {
          case DRAIN -> DeviceChange.Kind.DRAIN;
          case QUARANTINE -> DeviceChange.Kind.QUARANTINE;
          case RELEASE -> DeviceChange.Kind.RELEASE;
          case RETIRE -> DeviceChange.Kind.RETIRE;
          case RESERVE -> DeviceChange.Kind.RESERVE;
          case CHANGE_UNSPECIFIED, UNRECOGNIZED ->
              throw new InvalidInputException(
                  "change", "choose one of DRAIN, QUARANTINE, RELEASE, RETIRE, RESERVE");
        };
    Duration time = Duration.ofMillis(Math.max(0, request.getForMs()));
    return new DeviceChange(request.getDevice(), kind, who, request.getReason(), time);
  }

  static GoldenModel golden(dev.hamlet.proto.v1.GoldenModel request, String who, long epochMs) {
    return new GoldenModel(
        request.getName(),
        request.getArtifact(),
        request.getInputSet(),
        request.getRuntime(),
        who,
        epochMs);
  }

  static DeviceDetails details(DeviceCondition condition, DeviceStatus status) {
    DeviceDetails.Builder details =
        DeviceDetails.newBuilder()
            .setStatus(status)
            .setFailuresInARow(condition.failuresInARow())
            .setNeedsAPerson(condition.needsAPerson())
            .setCheckDue(condition.checkDue());
    GoldenModel golden = condition.golden();
    if (golden != null) {
      details.setGolden(message(golden));
    }
    condition.checks().forEach(check -> details.addChecks(message(check)));
    return details.build();
  }

  static dev.hamlet.proto.v1.GoldenModel message(GoldenModel golden) {
    return dev.hamlet.proto.v1.GoldenModel.newBuilder()
        .setName(golden.name())
        .setArtifact(golden.artifact())
        .setInputSet(golden.inputSet())
        .setRuntime(golden.runtime())
        .setSetBy(golden.setBy())
        .setSetEpochMs(golden.setEpochMs())
        .build();
  }

  static dev.hamlet.proto.v1.GoldenCheck message(GoldenCheck check) {
    return dev.hamlet.proto.v1.GoldenCheck.newBuilder()
        .setDevice(check.device())
        .setEpochMs(check.epochMs())
        .setOutcome(check.outcome().name().toLowerCase(Locale.ROOT))
        .setReason(check.reason())
        .setTrials(check.trials())
        .setLatencySeconds(orZero(check.latencySeconds()))
        .setLatencyHalfWidthSeconds(orZero(check.latencyHalfWidthSeconds()))
        .setNetEnergyPerInferenceJoules(orZero(check.energyJoules()))
        .setNetEnergyHalfWidthJoules(orZero(check.energyHalfWidthJoules()))
        .setHistoryLatencySeconds(orZero(check.historyLatencySeconds()))
        .setHistoryNetEnergyPerInferenceJoules(orZero(check.historyEnergyJoules()))
        .build();
  }

  static AttemptLogsReply logs(List<AttemptLog> logs) {
    AttemptLogsReply.Builder reply = AttemptLogsReply.newBuilder();
    for (AttemptLog log : logs) {
      reply
          .addLogsBuilder()
          .setFencingToken(log.fencingToken())
          .setCellId(log.cellId())
          .setDevice(log.device())
          .setEpochMs(log.epochMs())
          .setReason(log.reason())
          .setText(log.text());
    }
    return reply.build();
  }

  /** The message says 0 for "none". */
  private static double orZero(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
