package dev.hamlet.coordinator.schedule.cost;

import dev.hamlet.common.experiment.TrialPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expected times of cells, learnt from trials that have ended.
 *
 * <p>A trial takes {@code protocol + overhead} (loading, gates, inferences slower than the burst,
 * messages). The overhead is a mean on rungs, each of which corrects the one before it: any trial
 * of that protocol; the model and runtime; the cell on any board; the cell on that kind of board;
 * the cell on the device. Between the last two stands the device's own factor, the geometric mean
 * of how its trials compared to what the same cells took elsewhere. Without any history, a trial
 * takes {@value #FIRST_OVERHEAD_RATIO} of its protocol on top of it, but {@value
 * #FIRST_OVERHEAD_SECONDS} s at least.
 *
 * <p>A lease takes time before its first trial; how much more where the device had to change its
 * power mode is learnt for each kind of board, and {@value #FIRST_SWITCH_SECONDS} s until then.
 *
 * <p>How many trials a cell takes, over the policy's least number, is learnt on the same rungs; a
 * cell that runs is judged by its own spread.
 *
 * <p>Not shared between threads.
 */
public final class CostModel {

  static final double FIRST_OVERHEAD_RATIO = 0.1;
  static final double FIRST_OVERHEAD_SECONDS = 1;

  /** What setting power mode, clocks and fan and proving them takes a TX2, in seconds. */
  static final double FIRST_SWITCH_SECONDS = 10;

  /** A longer beginning is a board that somebody looks after, not one that switches. */
  private static final double LONGEST_BEGINNING_SECONDS = 300;

  private static final double TRIALS_PRIOR = 1.3;
  private static final double DEVICE_WEIGHT = 3;

  private final Ladder seconds = new Ladder(1);
  private final Ladder trials = new Ladder(2);
  private final Ladder devices = new Ladder(DEVICE_WEIGHT);
  private final Ladder beginnings = new Ladder(2);
  private final Map<Object, String> firstBy = new HashMap<>();
  private final RunningMean error = new RunningMean();
  private long learnt;

  /** A trial has ended: it took so long, from the end of the one before it in its lease. */
  public void trial(CostSubject subject, double tookSeconds) {
    double expected = trialSeconds(subject);
    if (learnt++ > 0) {
      error.add(Math.abs(expected - tookSeconds) / tookSeconds);
    }
    if (isKnownElsewhere(subject)) {
      double ratio = tookSeconds / elsewhereSeconds(subject);
      devices.add(
          List.of(deviceRung(subject.device(), subject.protocolSeconds())), Math.log(ratio));
    }
    double atPar = tookSeconds / pace(subject);
    seconds.add(sharedRungs(subject), atPar);
    seconds.add(List.of(ownRung(subject)), tookSeconds);
  }

  /** A cell has its verdict after so many trials. */
  public void cell(CostSubject subject, TrialPolicy policy, int tookTrials) {
    trials.add(trialRungs(subject, policy), (double) tookTrials / policy.min());
  }

  /**
   * A lease has had its first trial.
   *
   * @param switched whether its device changed its power mode for it
   * @param seconds from the grant on, less what the trial itself was expected to take
   */
  public void leaseBegan(String board, boolean switched, double seconds) {
    if (seconds < LONGEST_BEGINNING_SECONDS) {
      beginnings.add(beginningRungs(board, switched), Math.max(0, seconds));
    }
  }

  /** What a change of the power mode is expected to take such a board, in seconds. */
  public double switchSeconds(String board) {
    double without = beginnings.estimate(beginningRungs(board, false), 0);
    double with = beginnings.estimate(beginningRungs(board, true), without + FIRST_SWITCH_SECONDS);
    return Math.max(0, with - without);
  }

  private static List<?> beginningRungs(String board, boolean switched) {
    return List.of(List.of("begins", switched), List.of("begins", switched, board));
  }

  /** What one trial is expected to take, everything included. */
  public double trialSeconds(CostSubject subject) {
    double atPar = elsewhereSeconds(subject) * pace(subject);
    return seconds.estimate(List.of(ownRung(subject)), atPar);
  }

  /** How many trials a cell that has not run is expected to take. */
  public double trials(CostSubject subject, TrialPolicy policy) {
    double ratio = trials.estimate(trialRungs(subject, policy), TRIALS_PRIOR);
    return Math.max(policy.min(), Math.min(policy.max(), ratio * policy.min()));
  }

  /** What a cell that has not run is expected to take. */
  public double cellSeconds(CostSubject subject, TrialPolicy policy) {
    return trials(subject, policy) * trialSeconds(subject);
  }

  /**
   * How many trials a cell that runs still takes: its interval narrows with the root of their
   * number, so {@code n (width / wanted)^2} are needed in all; before the least number is reached,
   * what is learnt counts if it is more.
   *
   * @param valid trials that count so far
   * @param widthRatio the widest of its intervals over what is wanted; NaN if it has none
   */
  public double trialsLeft(CostSubject subject, TrialPolicy policy, int valid, double widthRatio) {
    double needed = valid < policy.min() ? trials(subject, policy) : valid + policy.visit();
    if (valid >= 3 && Double.isFinite(widthRatio)) {
      needed = Math.max(policy.min(), valid * widthRatio * widthRatio);
    }
    double least = valid < policy.min() ? policy.min() - valid : policy.visit();
    return Math.max(Math.min(least, policy.max() - valid), Math.min(policy.max(), needed) - valid);
  }

  /**
   * Mean of {@code |expected - actual| / actual} over the last trials, each expected before it was
   * learnt; NaN before there were two.
   */
  public double errorRatio() {
    return learnt < 2 ? Double.NaN : error.towards(0, 0);
  }

  /** Trials it has learnt from. */
  public long learnt() {
    return learnt;
  }

  /** Whether another device was the first to measure the cell: only then can they be compared. */
  private boolean isKnownElsewhere(CostSubject subject) {
    Object cell = List.of(protocol(subject.protocolSeconds()), subject.cell(), subject.board());
    if (firstBy.size() > Ladder.MAX_KEYS) {
      firstBy.clear();
    }
    return !subject.device().equals(firstBy.computeIfAbsent(cell, key -> subject.device()));
  }

  private double elsewhereSeconds(CostSubject subject) {
    double protocol = subject.protocolSeconds();
    double overhead = Math.max(FIRST_OVERHEAD_SECONDS, protocol * FIRST_OVERHEAD_RATIO);
    return seconds.estimate(sharedRungs(subject), protocol + overhead);
  }

  /**
   * The device's own factor: the time that its trials of a protocol take over what they take on
   * others of its kind; 1 where nothing is known.
   */
  public double pace(String device, double protocolSeconds) {
    return Math.exp(devices.estimate(List.of(deviceRung(device, protocolSeconds)), 0));
  }

  private double pace(CostSubject subject) {
    return pace(subject.device(), subject.protocolSeconds());
  }

  private static List<?> sharedRungs(CostSubject subject) {
    Object protocol = protocol(subject.protocolSeconds());
    return List.of(
        protocol,
        List.of("model", protocol, subject.model()),
        List.of("cell", protocol, subject.cell()),
        List.of("board", protocol, subject.cell(), subject.board()));
  }

  private static Object ownRung(CostSubject subject) {
    return List.of("own", protocol(subject.protocolSeconds()), subject.cell(), subject.device());
  }

  private static Object deviceRung(String device, double protocolSeconds) {
    return List.of("device", device, protocol(protocolSeconds));
  }

  /** Tenths of a second; what differs by less is the same protocol here. */
  private static Object protocol(double protocolSeconds) {
    return Math.round(10 * protocolSeconds);
  }

  private static List<?> trialRungs(CostSubject subject, TrialPolicy policy) {
    List<?> wanted = List.of(policy.min(), policy.max(), policy.halfWidthRatio());
    return List.of(
        wanted,
        List.of(wanted, subject.model()),
        List.of(wanted, subject.cell()),
        List.of(wanted, subject.cell(), subject.device()));
  }
}
