package dev.hamlet.agent.lease;

import dev.hamlet.agent.trial.Abort;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A lease with the rounds granted ahead. All but {@link #asked}, {@link #released} and {@link
 * #droppedUnbegun} is called under the desk's monitor.
 */
final class OpenLease implements Abort {

  /** More rounds ahead than any coordinator grants: what comes beyond is not kept. */
  static final int MAX_ROUNDS_AHEAD = 64;

  private final LeaseGrant grant;
  private final Deque<RoundGrant> rounds = new ArrayDeque<>();
  private int lastRound;
  private boolean ended;
  private volatile boolean released;
  private volatile boolean unbegun;
  private volatile boolean aborted;

  OpenLease(LeaseGrant grant) {
    this.grant = grant;
  }

  LeaseGrant grant() {
    return grant;
  }

  LeaseRef ref() {
    return grant.lease();
  }

  /** Keeps a round; one that is not newer than the last is a repetition. */
  void add(RoundGrant round) {
    if (round.round() > lastRound && rounds.size() < MAX_ROUNDS_AHEAD && !ended) {
      lastRound = round.round();
      rounds.add(round);
    }
  }

  /** The coordinator takes it back: no rounds but the one in hand are wanted, or none at all. */
  void end(boolean abort) {
    released = true;
    unbegun |= !abort && !rounds.isEmpty();
    over(abort);
  }

  /** Nothing of it is wanted any more. */
  void abort() {
    over(true);
  }

  private void over(boolean abort) {
    ended = true;
    rounds.clear();
    aborted |= abort;
  }

  /** Whether the coordinator took it back, so that nobody waits for a word of it. */
  boolean released() {
    return released;
  }

  /**
   * Whether the coordinator lets the round in hand end, and rounds were dropped that had not begun:
   * without one in hand it would wait for a word of these in vain.
   */
  boolean droppedUnbegun() {
    return unbegun && !aborted;
  }

  boolean aborted() {
    return aborted;
  }

  @Override
  public boolean asked() {
    return aborted;
  }

  boolean over() {
    return ended;
  }

  boolean hasRound() {
    return !rounds.isEmpty();
  }

  Optional<RoundGrant> takeRound() {
    return Optional.ofNullable(rounds.poll());
  }
}
