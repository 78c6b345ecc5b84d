package dev.hamlet.common.time.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Estimates how far a device's monotonic clock is behind the coordinator's, and how fast that
 * changes, at any stamp, with a bound of the error.
 *
 * <pre>
 *   offset
 *     |                                        __________  live: the last five minutes of exchanges
 *     |                       o----o----o-----/
 *     |   o----o----o----o    nodes: a point for each half minute before
 *     |                   ????
 *     |                   step: both sides may be true
 *     +------------------------------------------------------ device time
 * </pre>
 *
 * <p>Within the exchanges that are kept the bound is what they imply together, at least half of the
 * smallest delay there and back; see {@link ExchangeWindow}. Older stamps are mapped by
 * interpolation between nodes, whose bounds were taken when the exchanges of some minutes after
 * them were known too; the path between two nodes bends by at most {@code wander x d1 x d2 / (d1 +
 * d2)}. Stamps beyond what is known get the worst drift times their distance.
 *
 * <p>An exchange that cannot be true together with those before it proves a step: a clock stood
 * still in a suspend, was set, or changed its rate. The history before it is kept for older stamps;
 * between the last exchange surely before the step and the first surely after it the bound covers
 * both. A step smaller than what the delays hide (about the sum of the shortest ways) may be found
 * late or never, and adds up to its size to the error until it is.
 *
 * <p>What the delays hide the hosts themselves can tell: {@link #stoodStill} and {@link
 * #coordinatorStoodStill} take a suspend of any length that a host saw, and exchanges of its time
 * belong to neither side.
 *
 * <p>Pure: the same exchanges give the same figures. Fixed memory. Belongs to one thread.
 */
public final class ClockEstimator {

  /** A node for at most every so much device time. */
  static final long NODE_EVERY_NS = 30_000_000_000L;

  /** So much device time must be known after a node. */
  static final long SETTLED_NS = 150_000_000_000L;

  /** More than eight hours of nodes. */
  static final int NODES = 1_024;

  /** Over so long two nodes share a drift, within the wander. */
  private static final long SHARED_DRIFT_NS = 300_000_000_000L;

  private static final int STEPS = 32;
  private static final OffsetBounds NO_JUMP = new OffsetBounds(0, 0);
  private static final int INVERSIONS = 4;

  private final ClockLimits limits;
  private final ExchangeWindow window;
  private final NodeRing nodes = new NodeRing(NODES);
  private final ArrayList<ClockStep> steps = new ArrayList<>(STEPS);
  private long stepCount;
  private boolean segmentHasNode;
  private boolean segmentStepped;
  private boolean toldOfStep;
  private long coordinatorFromNs = Long.MIN_VALUE;
  private OffsetBounds pendingJump = NO_JUMP;

  /** An estimator that knows nothing. */
  public ClockEstimator(ClockLimits limits) {
    this.limits = limits;
    this.window = new ExchangeWindow(limits);
  }

  /**
   * An estimator that goes on where another one of the same two clocks ended.
   *
   * @param history nodes in the order of their stamps
   */
  public static ClockEstimator restored(ClockLimits limits, List<ClockNode> history) {
    ClockEstimator estimator = new ClockEstimator(limits);
    for (ClockNode node : history) {
      estimator.nodes.add(node.deviceNs(), OffsetBounds.of(node.offset()), node.steppedBefore());
    }
    return estimator;
  }

  /** Takes an exchange in. */
  public ExchangeOutcome add(ClockExchange exchange) {
    boolean afterStandstill =
        coordinatorFromNs == Long.MIN_VALUE
            || exchange.receivedCoordinatorNs() - coordinatorFromNs >= 0;
    if (!exchange.plausible() || !isNewer(exchange) || !afterStandstill) {
      return ExchangeOutcome.REFUSED;
    }
    int contradicted = window.contradicted(exchange);
    if (contradicted >= 0) {
      step(contradicted, exchange);
      return ExchangeOutcome.STEPPED;
    }
    boolean afterRestart = window.size() == 0 && nodes.size() > 0 && !toldOfStep;
    window.add(exchange);
    toldOfStep = false;
    pendingJump = NO_JUMP;
    if (afterRestart && contradictsLastNode(exchange)) {
      stepSinceLastNode(exchange);
      return ExchangeOutcome.STEPPED;
    }
    settle();
    return ExchangeOutcome.AGREES;
  }

  /**
   * The device says that its clock stood still after the last exchange but one that it has sent:
   * all exchanges taken in so far are from before. The one that came with the message is from
   * neither side and not to be added; the next one is from after.
   *
   * @param untilNs device stamp of the message
   * @param atMostNs for how long it stood still at most
   */
  public void stoodStill(long untilNs, long atMostNs) {
    endSegment(window.size(), untilNs, new OffsetBounds(0, atMostNs));
  }

  /**
   * The coordinator's own clock stood still.
   *
   * @param fromNs coordinator stamp after which
   * @param untilNs coordinator stamp until which; exchanges that began before it are refused
   * @param atMostNs for how long it stood still at most
   */
  public void coordinatorStoodStill(long fromNs, long untilNs, long atMostNs) {
    int before = 0;
    while (before < window.size() && window.repliedNs(before) - fromNs <= 0) {
      before++;
    }
    coordinatorFromNs = untilNs;
    if (window.size() > 0 || nodes.size() > 0) {
      long deviceNs = untilNs - boundsAt(lastKnownNs()).middle().offsetNs();
      endSegment(before, deviceNs, new OffsetBounds(-atMostNs, 0));
    }
  }

  /** The offset at a device stamp, once there was an exchange. */
  public Optional<ClockOffset> at(long deviceNs) {
    return nodes.size() == 0 && window.size() == 0
        ? Optional.empty()
        : Optional.of(boundsAt(deviceNs).middle());
  }

  /**
   * The offset at a coordinator stamp: {@code device = coordinator - offset}, within the error. A
   * stamp of a time in which the device's clock stood still gets the error of the step.
   */
  public Optional<ClockOffset> atCoordinator(long coordinatorNs) {
    if (nodes.size() == 0 && window.size() == 0) {
      return Optional.empty();
    }
    ClockOffset offset = boundsAt(lastKnownNs()).middle();
    ClockOffset before = offset;
    for (int i = 0; i < INVERSIONS; i++) {
      before = offset;
      offset = boundsAt(coordinatorNs - before.offsetNs()).middle();
    }
    long unsettledNs = Math.abs(offset.offsetNs() - before.offsetNs());
    return Optional.of(new ClockOffset(offset.offsetNs(), offset.errorNs() + unsettledNs));
  }

  /** The difference of the rates, as of the exchanges since the last step. */
  public DriftEstimate drift() {
    return window.drift();
  }

  /** How many steps were found. */
  public long stepCount() {
    return stepCount;
  }

  /** The last steps, at most {@value #STEPS}, oldest first. */
  public List<ClockStep> steps() {
    return List.copyOf(steps);
  }

  /** Nodes later than a device stamp, oldest first: what a store has to add to what it has. */
  public List<ClockNode> nodesAfter(long deviceNs) {
    List<ClockNode> later = new ArrayList<>();
    for (int i = nodes.atOrBefore(deviceNs) + 1; i < nodes.size(); i++) {
      later.add(new ClockNode(nodes.stampNs(i), nodes.bounds(i).middle(), nodes.steppedBefore(i)));
    }
    return later;
  }

  private boolean isNewer(ClockExchange exchange) {
    return window.size() > 0
        ? exchange.receivedNs() > window.lastReceivedNs()
        : nodes.size() == 0 || exchange.sentNs() > nodes.stampNs(nodes.size() - 1);
  }

  private void step(int contradicted, ClockExchange exchange) {
    // An exchange during which a clock stepped proves a second step with the next: one, in truth.
    boolean astride = window.size() == 1 && segmentStepped && !segmentHasNode && nodes.size() > 0;
    if (!astride) {
      window.keepFirst(contradicted + 1);
      settleAll();
      segmentStepped = true;
      segmentHasNode = false;
      stepCount++;
    } else {
      steps.remove(steps.size() - 1);
    }
    window.clear();
    window.add(exchange);
    noteStep(exchange);
  }

  /**
   * What comes from now on is after a jump, of which nobody knows more than its bounds; and while
   * one clock stood still the other drifted.
   */
  private void endSegment(int exchangesBefore, long untilNs, OffsetBounds jump) {
    if (exchangesBefore > 0) {
      window.keepFirst(exchangesBefore);
      settleAll();
    }
    window.clear();
    if (nodes.size() == 0) {
      return;
    }
    segmentStepped = true;
    segmentHasNode = false;
    toldOfStep = true;
    OffsetBounds drifted =
        jump.widened(limits.worstDriftRatio() * Math.max(-jump.lowNs(), jump.highNs()));
    pendingJump =
        new OffsetBounds(
            pendingJump.lowNs() + drifted.lowNs(), pendingJump.highNs() + drifted.highNs());
    ClockOffset middle = jump.middle();
    note(
        new ClockStep(
            nodes.stampNs(nodes.size() - 1), untilNs, middle.offsetNs(), middle.errorNs()));
    stepCount++;
  }

  private boolean contradictsLastNode(ClockExchange exchange) {
    OffsetBounds now = window.at(exchange.receivedNs());
    OffsetBounds then = extrapolated(nodes.size() - 1, exchange.receivedNs());
    return now.lowNs() > then.highNs() || now.highNs() < then.lowNs();
  }

  private void stepSinceLastNode(ClockExchange exchange) {
    segmentStepped = true;
    stepCount++;
    noteStep(exchange);
  }

  private void noteStep(ClockExchange exchange) {
    int last = nodes.size() - 1;
    ClockOffset before = extrapolated(last, exchange.receivedNs()).middle();
    ClockOffset after = window.at(exchange.receivedNs()).middle();
    note(
        new ClockStep(
            nodes.stampNs(last),
            exchange.receivedNs(),
            after.offsetNs() - before.offsetNs(),
            after.errorNs() + before.errorNs()));
  }

  private void note(ClockStep step) {
    if (steps.size() == STEPS) {
      steps.remove(0);
    }
    steps.add(step);
  }

  /** Makes nodes of the exchanges that enough is known after. */
  private void settle() {
    for (int i = 0; i < window.size(); i++) {
      long stampNs = window.receivedNs(i);
      boolean settled = window.lastReceivedNs() - stampNs >= SETTLED_NS;
      if (settled && isDue(stampNs)) {
        node(stampNs);
      }
    }
  }

  /** Makes the last nodes before a step. */
  private void settleAll() {
    for (int i = 0; i < window.size(); i++) {
      long stampNs = window.receivedNs(i);
      boolean last = i == window.size() - 1;
      if (isDue(stampNs) || (last && stampNs > nodes.stampNs(nodes.size() - 1))) {
        node(stampNs);
      }
    }
  }

  private boolean isDue(long stampNs) {
    return !segmentHasNode || stampNs - nodes.stampNs(nodes.size() - 1) >= NODE_EVERY_NS;
  }

  private void node(long stampNs) {
    nodes.add(stampNs, window.at(stampNs), segmentStepped && !segmentHasNode);
    segmentHasNode = true;
  }

  private long lastKnownNs() {
    return window.size() > 0 ? window.lastReceivedNs() : nodes.stampNs(nodes.size() - 1);
  }

  private OffsetBounds boundsAt(long deviceNs) {
    boolean live = window.size() > 0;
    if (live && deviceNs >= window.firstSentNs()) {
      return window.at(deviceNs);
    }
    int before = nodes.atOrBefore(deviceNs);
    boolean later = before + 1 < nodes.size();
    if (before < 0) {
      return later ? extrapolated(0, deviceNs) : window.at(deviceNs);
    }
    OffsetBounds fromBefore = extrapolated(before, deviceNs);
    if (later && !nodes.steppedBefore(before + 1)) {
      return interpolated(before, deviceNs);
    }
    if (later) {
      return fromBefore.or(extrapolated(before + 1, deviceNs));
    }
    if (!live) {
      return new OffsetBounds(
          fromBefore.lowNs() + pendingJump.lowNs(), fromBefore.highNs() + pendingJump.highNs());
    }
    OffsetBounds fromAfter = window.at(deviceNs);
    boolean stepBetween = segmentStepped && !segmentHasNode;
    return stepBetween ? fromBefore.or(fromAfter) : fromBefore.and(fromAfter);
  }

  private OffsetBounds extrapolated(int node, long deviceNs) {
    long distanceNs = Math.abs(deviceNs - nodes.stampNs(node));
    return nodes.bounds(node).widened(limits.worstDriftRatio() * distanceNs);
  }

  private OffsetBounds interpolated(int before, long deviceNs) {
    double sinceNs = deviceNs - nodes.stampNs(before);
    double untilNs = nodes.stampNs(before + 1) - deviceNs;
    double lengthNs = sinceNs + untilNs;
    double share = sinceNs / lengthNs;
    OffsetBounds a = nodes.bounds(before);
    OffsetBounds b = nodes.bounds(before + 1);
    double change =
        lengthNs <= SHARED_DRIFT_NS ? limits.wanderRatio() : 2 * limits.worstDriftRatio();
    return new OffsetBounds(
            a.lowNs() + (long) Math.floor(share * (b.lowNs() - a.lowNs())),
            a.highNs() + (long) Math.ceil(share * (b.highNs() - a.highNs())))
        .widened(change * sinceNs * untilNs / lengthNs);
  }
}
