package dev.hamlet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.log.AgentLogs;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedReportsTest {

  private static final LeaseRef LEASE = new LeaseRef("l-1", 7);

  private final AgentLogs logs = new AgentLogs();
  private final List<AgentReport> sent = new ArrayList<>();
  private final LoggedReports reports = new LoggedReports(sent::add, logs);

  @Test
  void firstFailedTrialOfACell_carriesTheLinesAndTheNextDoesNot() {
    logs.worker().add("cannot allocate");
    reports.send(trial("a", TrialOutcome.MEASURED));
    reports.send(trial("a", TrialOutcome.FAILED));
    reports.send(trial("a", TrialOutcome.FAILED));
    reports.send(trial("b", TrialOutcome.FAILED));

    assertThat(sent)
        .extracting(report -> ((TrialReport) report).ending().log().contains("cannot allocate"))
        .containsExactly(false, true, false, true);
  }

  @Test
  void leaseHandedBack_carriesTheLines() {
    logs.agent().add("no power mode MAXN");
    reports.send(new LeaseReturn(LEASE, LeaseReturn.Cause.BOARD_FAILS, "why"));

    assertThat(((LeaseReturn) sent.get(0)).log()).contains("no power mode MAXN");
  }

  private static TrialReport trial(String cell, TrialOutcome outcome) {
    return TrialReport.unmeasured(
        new TrialRef(LEASE, cell, 1, 1), TrialEnding.of(outcome, "why"), "s");
  }
}
