package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.device.DeviceSession;
import java.util.function.ObjIntConsumer;

/**
 * Answers reports under a lease that is no longer current: figures under an old token are refused,
 * counted, and their agent is told that the lease is over; every report gets an answer, so that no
 * agent repeats it for ever. Loop only.
 */
record StaleReports(CellContext context, ObjIntConsumer<String> lost) {

  /** A round or a lease that is over needs no more; a trial only if it was stored before. */
  void answer(DeviceSession session, long number, AgentReport report) {
    if (report instanceof RoundReport || report instanceof LeaseReturn) {
      session.link().acknowledge(number);
    } else if (report instanceof TrialReport trial && isStored(trial)) {
      context.counters().countTrialReport();
      context.counters().countAlreadyStored();
      session.link().acknowledge(number);
    } else {
      String reason = "lease " + report.lease().leaseId() + " is no longer current";
      context.counters().countStale();
      if (report instanceof TrialReport trial) {
        lost.accept(trial.cellId(), trial.trialNumber());
      }
      session.link().refuse(number, reason);
      session.link().end(new LeaseEnd(report.lease(), reason, true));
    }
  }

  /** Its acknowledgement was lost, and with its round the lease ended. */
  private boolean isStored(TrialReport report) {
    return context.store().trials(report.cellId()).stream()
        .anyMatch(
            trial ->
                trial.trialNumber() == report.trialNumber()
                    && trial.fencingToken() == report.lease().fencingToken());
  }
}
