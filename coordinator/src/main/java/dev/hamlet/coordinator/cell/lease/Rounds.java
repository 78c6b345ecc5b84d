package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.experiment.RoundGrant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rounds of one lease that are out: granted, and not all of their trials known. Loop only. */
final class Rounds {

  private record Outstanding(RoundGrant grant, Set<TrialKey> open) {}

  private final TreeMap<Integer, Outstanding> rounds = new TreeMap<>();
  private int last;

  /** Adds a round, as granted or as found in the store; {@code known} trials are left out. */
  void add(RoundGrant grant, Predicate<TrialKey> known) {
    last = Math.max(last, grant.round());
    Set<TrialKey> open = new LinkedHashSet<>(TrialKey.of(grant));
    open.removeIf(known);
    if (!open.isEmpty()) {
      rounds.put(grant.round(), new Outstanding(grant, open));
    }
  }

  /** Number for the next round. */
  int nextNumber() {
    return last + 1;
  }

  /** How many are out. */
  int outstanding() {
    return rounds.size();
  }

  /** The rounds that are out, by number. */
  List<RoundGrant> grants() {
    return rounds.values().stream().map(Outstanding::grant).toList();
  }

  /** Trials of a round that are not known. */
  List<TrialKey> open(int round) {
    Outstanding found = rounds.get(round);
    return found == null ? List.of() : new ArrayList<>(found.open());
  }

  /**
   * Notes that a trial is known.
   *
   * @return whether its round is complete with it
   */
  boolean known(TrialKey trial) {
    boolean complete = false;
    for (Map.Entry<Integer, Outstanding> entry : List.copyOf(rounds.entrySet())) {
      Set<TrialKey> open = entry.getValue().open();
      if (open.remove(trial) && open.isEmpty()) {
        rounds.remove(entry.getKey());
        complete = true;
      }
    }
    return complete;
  }
}
