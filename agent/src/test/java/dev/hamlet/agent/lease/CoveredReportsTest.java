package dev.hamlet.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoveredReportsTest {

  private static final long MS = 1_000_000;
  private static final LeaseRef LEASE = new LeaseRef("l-1", 7);

  private final ManualClock clock = new ManualClock();
  private final List<AgentReport> sent = new ArrayList<>();
  private final CoveredReports reports =
      new CoveredReports(sent::add, List.of(group("module", 50 * MS), group("board", 0)), clock);

  @Test
  void trialReport_waitsForEveryGroupByItsLagAndNamesTheLastSequence() {
    long endNs = clock.monotonicNs();
    reports.submitCovered(trial(), endNs, 11);

    reports.sampled("board", endNs + 10 * MS, 12);
    reports.sampled("module", endNs + 49 * MS, 13);
    assertThat(sent).isEmpty();
    reports.sampled("module", endNs + 50 * MS, 14);

    assertThat(sent).containsExactly(trial().coveredBy(14));
  }

  @Test
  void roundReport_doesNotOvertakeItsTrials() {
    reports.submitCovered(trial(), clock.monotonicNs(), 11);
    reports.submit(new RoundReport(LEASE, 1));

    assertThat(sent).isEmpty();
    assertThat(reports.waiting()).isEqualTo(2);
    reports.sampled("board", Long.MAX_VALUE, 12);
    reports.sampled("module", Long.MAX_VALUE, 13);

    assertThat(sent).containsExactly(trial().coveredBy(13), new RoundReport(LEASE, 1));
  }

  @Test
  void silentSensor_isNotWaitedForForEver() {
    reports.submitCovered(trial(), clock.monotonicNs(), 11);

    clock.advanceNs(CoveredReports.PATIENCE_NS);
    reports.tick();
    assertThat(sent).isEmpty();
    clock.advanceNs(51 * MS);
    reports.tick();

    assertThat(sent).containsExactly(trial().coveredBy(11));
  }

  /** The clock of a simulated board stands still while it does nothing, far from the host's. */
  @Test
  void lostSamplesOfABoardWithAnotherClock_areNotWaitedForForEver() {
    reports.submitCovered(trial(), Long.MAX_VALUE / 2, 11);

    clock.advanceNs(CoveredReports.PATIENCE_NS + 51 * MS);
    reports.tick();

    assertThat(sent).containsExactly(trial().coveredBy(11));
  }

  private static TrialReport trial() {
    return TrialReport.unmeasured(new TrialRef(LEASE, "c1", 1, 1), TrialEnding.MEASURED, "s");
  }

  private static SensorGroup group(String name, long lagNs) {
    return new SensorGroup("s", name, "fake", true, 1000, 0, 0, lagNs, List.of());
  }
}
