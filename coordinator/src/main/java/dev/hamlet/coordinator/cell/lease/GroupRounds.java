package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.schedule.RoundPlanner;
import dev.hamlet.coordinator.store.GrantedRetry;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rounds of one lease: plans them, stores them before they are granted. Loop only. */
final class GroupRounds {

  private final ResultStore store;
  private final ActiveExperiment experiment;
  private final LeaseRef lease;
  private final CellGroup group;
  private final RoundPlanner planner;
  private final Rounds rounds = new Rounds();

  GroupRounds(ResultStore store, ActiveExperiment experiment, LeaseRef lease, CellGroup group) {
    this.store = store;
    this.experiment = experiment;
    this.lease = lease;
    this.group = group;
    this.planner = new RoundPlanner(experiment.record().seed(), group);
  }

  /**
   * Takes up what was granted in an earlier life of the coordinator, and what it repeats.
   *
   * @return whether any trial of it is stored
   */
  boolean restore(List<RoundGrant> granted, List<GrantedRetry> retries) {
    boolean progressed = false;
    for (RoundGrant round : granted) {
      rounds.add(round, this::isStored);
      for (TrialKey key : TrialKey.of(round)) {
        CellTrack cell = experiment.cell(key.cellId());
        if (cell != null && covers(cell) && !isStored(key)) {
          cell.granted(List.of(key.trialNumber()));
        }
        progressed |= isStored(key);
      }
    }
    for (GrantedRetry one : retries) {
      CellTrack cell = experiment.cell(one.cellId());
      if (cell != null && covers(cell)) {
        cell.repeats(Map.of(one.trialNumber(), one.retry()));
      }
    }
    return progressed;
  }

  /** Whether a cell is of the group: one that began anew elsewhere is not, though it was. */
  boolean covers(CellTrack cell) {
    return cell.plan().group().equals(group);
  }

  /** Grants what can be granted now, each round durable before it is sent. */
  void advance(Consumer<RoundGrant> send) {
    for (List<Visit> visits = plan(); !visits.isEmpty(); visits = plan()) {
      grant(new RoundGrant(lease, rounds.nextNumber(), visits), send);
    }
  }

  /** The rounds that are out, by number. */
  List<RoundGrant> grants() {
    return rounds.grants();
  }

  /** How many are out. */
  int outstanding() {
    return rounds.outstanding();
  }

  /** The first trial that is granted and not known; its agent works in the order of grants. */
  Optional<TrialKey> firstOut() {
    return rounds.grants().stream()
        .flatMap(round -> rounds.open(round.round()).stream())
        .findFirst();
  }

  /** Trials of a round that are not known. */
  List<TrialKey> open(int round) {
    return rounds.open(round);
  }

  /** Notes what became of a trial; decides the group if its round is complete with it. */
  void known(TrialKey trial) {
    if (rounds.known(trial)) {
      experiment.decideGroup(group);
    }
  }

  private List<Visit> plan() {
    return planner.next(
        experiment.openCells(group).stream().map(CellTrack::toProgress).toList(),
        rounds.outstanding());
  }

  private void grant(RoundGrant round, Consumer<RoundGrant> send) {
    store.saveRound(round, retries(round));
    rounds.add(round, this::isStored);
    for (Visit visit : round.visits()) {
      CellTrack cell = experiment.cell(visit.cellId());
      if (cell != null) {
        cell.granted(visit.trials());
      }
    }
    send.accept(round);
  }

  private List<GrantedRetry> retries(RoundGrant round) {
    List<GrantedRetry> all = new ArrayList<>();
    for (Visit visit : round.visits()) {
      CellTrack cell = experiment.cell(visit.cellId());
      if (cell != null) {
        Map<Integer, TrialRetry> repeated = cell.toRepeat(visit.trials());
        cell.repeats(repeated);
        repeated.forEach((n, retry) -> all.add(new GrantedRetry(visit.cellId(), n, retry)));
      }
    }
    return all;
  }

  /**
   * The lease ends while its agent is at work: trials whose figures are being made are lost, and so
   * is the one in hand. Which one that is follows from the order of grants.
   *
   * @param reported whether a trial was reported
   */
  void cutOff(Predicate<TrialKey> reported) {
    for (RoundGrant round : rounds.grants()) {
      for (TrialKey key : rounds.open(round.round())) {
        CellTrack cell = experiment.cell(key.cellId());
        if (cell != null) {
          cell.cutOff(key.trialNumber());
        }
        if (!reported.test(key)) {
          return;
        }
      }
    }
  }

  private boolean isStored(TrialKey key) {
    CellTrack cell = experiment.cell(key.cellId());
    return cell != null && cell.isStored(key.trialNumber());
  }
}
