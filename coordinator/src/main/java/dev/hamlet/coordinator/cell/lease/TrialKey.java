package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import java.util.ArrayList;
import java.util.List;

/** A trial: unique over all leases. */
record TrialKey(String cellId, int trialNumber) {

  /** The trials of a round, in the order to run them. */
  static List<TrialKey> of(RoundGrant round) {
    List<TrialKey> keys = new ArrayList<>();
    for (Visit visit : round.visits()) {
      visit.trials().forEach(number -> keys.add(new TrialKey(visit.cellId(), number)));
    }
    return keys;
  }
}
