package dev.hamlet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.ClockRange;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.GateRules;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlMappingTest {

  private static final LeaseRef LEASE = new LeaseRef("l-1", 17);

  @Test
  void leaseGrant_survivesTheWire() {
    LeaseGrant grant =
        new LeaseGrant(
            LEASE,
            "e-1",
            "MAXN",
            List.of(
                new CellSpec(
                    "c1",
                    "lenet",
                    "baseline",
                    "aa",
                    "tensorflow",
                    2,
                    "bb",
                    3,
                    Map.of("x", "y"),
                    "denver")),
            protocol(),
            Map.of("c1", longerBurst(protocol())),
            List.of(new EvaluationSpec("aa", "tensorflow", "bb", 100, 1)),
            Duration.ofSeconds(60));

    assertThat(ControlMapping.fromMessage(ControlMapping.toMessage(grant))).isEqualTo(grant);
    assertThat(grant.protocolOf("c1").burst()).isEqualTo(protocol().burst().multipliedBy(2));
    assertThat(grant.protocolOf("c2")).isEqualTo(protocol());
  }

  private static MeasurementProtocol longerBurst(MeasurementProtocol old) {
    return new MeasurementProtocol(
        old.profile(),
        old.warmUp(),
        old.warmUpInferences(),
        old.settle(),
        old.idle(),
        old.burst().multipliedBy(2),
        old.burstInferences(),
        old.guard(),
        old.trialTimeout(),
        old.gate(),
        old.seed());
  }

  @Test
  void roundGrantAndLeaseEnd_surviveTheWire() {
    RoundGrant round =
        new RoundGrant(
            LEASE, 4, List.of(new Visit("c1", List.of(7, 8)), new Visit("c2", List.of())));
    LeaseEnd end = new LeaseEnd(LEASE, "finished", true);

    assertThat(ControlMapping.fromMessage(ControlMapping.toMessage(round))).isEqualTo(round);
    assertThat(ControlMapping.fromMessage(ControlMapping.toMessage(end))).isEqualTo(end);
  }

  @ParameterizedTest
  @EnumSource(TrialOutcome.class)
  void trialReport_survivesTheWire(TrialOutcome outcome) {
    TrialReport report =
        new TrialReport(
            new TrialRef(LEASE, "c1", 3, 2),
            new TrialEnding(outcome, "because", true, true, true, "--- worker\nno memory\n"),
            "s-1",
            99,
            12_345,
            new BoardReadings(
                List.of(new Temperature("cpu", 41.5)),
                List.of(new Temperature("cpu", 42.5)),
                new TrialConditions(
                    new ClockRange(345_600_000, 2_035_200_000),
                    ClockRange.NONE,
                    new ClockRange(1, 1),
                    "GPU-therm",
                    47.5,
                    0.013,
                    99,
                    1_200_000_000L)));

    var message = ReportMapping.toMessage(report, 5);

    assertThat(message.getTrial().getReportNumber()).isEqualTo(5);
    assertThat(ReportMapping.fromMessage(message.getTrial())).isEqualTo(report);
  }

  @Test
  void otherReports_surviveTheWire() {
    EvaluationReport evaluation =
        new EvaluationReport(
            LEASE, "aa", "tensorflow", "bb", List.of(1, 2), List.of(1, 3), 10, "", false);
    RoundReport round = new RoundReport(LEASE, 2);

    assertThat(ReportMapping.fromMessage(ReportMapping.toMessage(evaluation, 1).getEvaluation()))
        .isEqualTo(evaluation);
    assertThat(ReportMapping.fromMessage(ReportMapping.toMessage(round, 2).getRound()))
        .isEqualTo(round);
    for (LeaseReturn.Cause cause : LeaseReturn.Cause.values()) {
      LeaseReturn handedBack = new LeaseReturn(LEASE, cause, "stopping");
      assertThat(ReportMapping.fromMessage(ReportMapping.toMessage(handedBack, 3).getLeaseReturn()))
          .isEqualTo(handedBack);
    }
  }

  @Test
  void numberBeyondItsRange_isRefusedByName() {
    var message = ControlMapping.toMessage(protocol()).toBuilder().setBurstMs(0xFFFF_FFFF).build();

    assertThatThrownBy(() -> ControlMapping.fromMessage(message))
        .hasMessage("burst_ms is too large: 4294967295");
  }

  @Test
  void outcomeThatNobodyKnows_isRefused() {
    var message = dev.hamlet.proto.v1.TrialReport.newBuilder().setOutcomeValue(77).build();

    assertThatThrownBy(() -> ReportMapping.fromMessage(message))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MeasurementProtocol protocol() {
    return new MeasurementProtocol(
        "demo",
        Duration.ofMillis(300),
        5,
        Duration.ofMillis(70),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        20,
        Duration.ofMillis(71),
        Duration.ofSeconds(60),
        new GateRules(2.5, Duration.ofMinutes(1), OptionalDouble.of(0.05), OptionalDouble.empty()),
        -42);
  }
}
