package dev.hamlet.common.wire;

import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.proto.v1.AgentMessage;

/**
 * Reports of an agent, to and from values. The report's number stays with the message: it belongs
 * to the session, not to what is reported.
 *
 * <p>Pure functions. A message that is no value is an {@link IllegalArgumentException} that names
 * the field.
 */
public final class ReportMapping {

  /** Characters of a log: 64 KiB at least of what an agent sends. */
  private static final int MOST_LOG = 64 * 1024;

  private ReportMapping() {}

  /** To the message, under the number that its acknowledgement will name. */
  public static AgentMessage toMessage(AgentReport report, long reportNumber) {
    AgentMessage.Builder message = AgentMessage.newBuilder();
    if (report instanceof TrialReport trial) {
      message.setTrial(trial(trial, reportNumber));
    } else if (report instanceof EvaluationReport evaluation) {
      message.setEvaluation(evaluation(evaluation, reportNumber));
    } else if (report instanceof RoundReport round) {
      message
          .getRoundBuilder()
          .setReportNumber(reportNumber)
          .setLeaseId(round.lease().leaseId())
          .setFencingToken(round.lease().fencingToken())
          .setRound(round.round());
    } else if (report instanceof LeaseReturn handedBack) {
      message
          .getLeaseReturnBuilder()
          .setReportNumber(reportNumber)
          .setLeaseId(handedBack.lease().leaseId())
          .setFencingToken(handedBack.lease().fencingToken())
          .setReason(handedBack.reason())
          .setLog(handedBack.log())
          .setCause(cause(handedBack.cause()));
    }
    return message.build();
  }

  /** From the message. */
  public static TrialReport fromMessage(dev.hamlet.proto.v1.TrialReport message) {
    return new TrialReport(
        new TrialRef(
            new LeaseRef(message.getLeaseId(), message.getFencingToken()),
            message.getCellId(),
            ControlMapping.count("trial_number", message.getTrialNumber()),
            ControlMapping.count("round", message.getRound())),
        ending(message),
        message.getSessionId(),
        message.getLastTelemetrySequence(),
        message.getLoadDurationNs(),
        board(message));
  }

  private static TrialEnding ending(dev.hamlet.proto.v1.TrialReport message) {
    return new TrialEnding(
        outcome(message.getOutcome()),
        message.getReason(),
        message.getModelFault(),
        message.getBoardSuspect(),
        message.getBoardRefused(),
        log(message.getLog()));
  }

  private static BoardReadings board(dev.hamlet.proto.v1.TrialReport message) {
    return new BoardReadings(
        ControlMapping.fromMessages(message.getTemperaturesBeforeList()),
        ControlMapping.fromMessages(message.getTemperaturesAfterList()),
        message.hasConditions()
            ? ConditionsMapping.fromMessage(message.getConditions())
            : TrialConditions.UNKNOWN);
  }

  /** From the message. */
  public static EvaluationReport fromMessage(dev.hamlet.proto.v1.EvaluationReport message) {
    return new EvaluationReport(
        new LeaseRef(message.getLeaseId(), message.getFencingToken()),
        message.getArtifact(),
        message.getRuntime(),
        message.getInputSet(),
        message.getPredictionsList(),
        message.getLabelsList(),
        ControlMapping.count("classes", message.getClasses()),
        message.getError(),
        message.getModelFault());
  }

  /** From the message. */
  public static RoundReport fromMessage(dev.hamlet.proto.v1.RoundReport message) {
    return new RoundReport(
        new LeaseRef(message.getLeaseId(), message.getFencingToken()),
        ControlMapping.count("round", message.getRound()));
  }

  /** From the message. */
  public static LeaseReturn fromMessage(dev.hamlet.proto.v1.LeaseReturn message) {
    return new LeaseReturn(
        new LeaseRef(message.getLeaseId(), message.getFencingToken()),
        cause(message.getCause()),
        message.getReason(),
        log(message.getLog()));
  }

  private static dev.hamlet.proto.v1.LeaseReturn.Cause cause(LeaseReturn.Cause cause) {
    return switch (cause) {
      case UNKNOWN -> dev.hamlet.proto.v1.LeaseReturn.Cause.CAUSE_UNSPECIFIED;
      case BOARD_FAILS -> dev.hamlet.proto.v1.LeaseReturn.Cause.BOARD_FAILS;
      case AGENT_STOPS -> dev.hamlet.proto.v1.LeaseReturn.Cause.AGENT_STOPS;
      case LEASE_ENDED -> dev.hamlet.proto.v1.LeaseReturn.Cause.LEASE_ENDED;
    };
  }

  private static LeaseReturn.Cause cause(dev.hamlet.proto.v1.LeaseReturn.Cause cause) {
    return switch (cause) {
      case CAUSE_UNSPECIFIED, UNRECOGNIZED -> LeaseReturn.Cause.UNKNOWN;
      case BOARD_FAILS -> LeaseReturn.Cause.BOARD_FAILS;
      case AGENT_STOPS -> LeaseReturn.Cause.AGENT_STOPS;
      case LEASE_ENDED -> LeaseReturn.Cause.LEASE_ENDED;
    };
  }

  /** No more of a log is taken than agents send. */
  private static String log(String text) {
    return text.length() <= MOST_LOG ? text : text.substring(text.length() - MOST_LOG);
  }

  private static dev.hamlet.proto.v1.TrialReport trial(TrialReport report, long reportNumber) {
    return dev.hamlet.proto.v1.TrialReport.newBuilder()
        .setReportNumber(reportNumber)
        .setLeaseId(report.lease().leaseId())
        .setFencingToken(report.lease().fencingToken())
        .setCellId(report.cellId())
        .setTrialNumber(report.trialNumber())
        .setRound(report.round())
        .setOutcome(outcome(report.outcome()))
        .setReason(report.reason())
        .setModelFault(report.ending().modelFault())
        .setSessionId(report.sessionId())
        .setLastTelemetrySequence(report.lastTelemetrySequence())
        .setLoadDurationNs(report.loadDurationNs())
        .addAllTemperaturesBefore(ControlMapping.toMessages(report.board().before()))
        .addAllTemperaturesAfter(ControlMapping.toMessages(report.board().after()))
        .setConditions(ConditionsMapping.toMessage(report.board().conditions()))
        .setBoardSuspect(report.ending().boardSuspect())
        .setBoardRefused(report.ending().boardRefused())
        .setLog(report.ending().log())
        .build();
  }

  private static dev.hamlet.proto.v1.EvaluationReport evaluation(
      EvaluationReport report, long reportNumber) {
    return dev.hamlet.proto.v1.EvaluationReport.newBuilder()
        .setReportNumber(reportNumber)
        .setLeaseId(report.lease().leaseId())
        .setFencingToken(report.lease().fencingToken())
        .setArtifact(report.artifact())
        .setRuntime(report.runtime())
        .setInputSet(report.inputSet())
        .addAllPredictions(report.predictions())
        .addAllLabels(report.labels())
        .setClasses(report.classes())
        .setError(report.error())
        .setModelFault(report.modelFault())
        .build();
  }

  private static dev.hamlet.proto.v1.TrialOutcome outcome(TrialOutcome outcome) {
    return switch (outcome) {
      case MEASURED -> dev.hamlet.proto.v1.TrialOutcome.TRIAL_OUTCOME_MEASURED;
      case INVALID -> dev.hamlet.proto.v1.TrialOutcome.TRIAL_OUTCOME_INVALID;
      case FAILED -> dev.hamlet.proto.v1.TrialOutcome.TRIAL_OUTCOME_FAILED;
    };
  }

  private static TrialOutcome outcome(dev.hamlet.proto.v1.TrialOutcome message) {
    return switch (message) {
      case TRIAL_OUTCOME_MEASURED -> TrialOutcome.MEASURED;
      case TRIAL_OUTCOME_INVALID -> TrialOutcome.INVALID;
      case TRIAL_OUTCOME_FAILED -> TrialOutcome.FAILED;
      case TRIAL_OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("outcome of a trial report is not known");
    };
  }
}
