package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.power.PowerModel;
import java.util.concurrent.TimeUnit;

/**
 * A simulated board: whoever reads it moves it on, to a stated lag behind now.
 *
 * <p>Edges of activity take effect at their stamps. One that becomes known only after its moment
 * was evaluated takes effect at the moment evaluated last, and is counted: what was reported is
 * never taken back, so energy only grows.
 *
 * <p>Deterministic: equal settings, start and edges give equal readings at equal moments.
 *
 * <p>Threads: one thread evaluates and reads values; it never blocks, locks or allocates. Power
 * mode and temperature are for any thread.
 */
public final class TwinBoard {

  /** Conversions longer ago than this are not made up for. */
  private static final long CATCH_UP_NS = TimeUnit.SECONDS.toNanos(5);

  private final ActivitySource activity;
  private final long lagNs;
  private final PendingEdges pending = new PendingEdges();
  private final PowerState power;
  private final Monitors monitors;
  private long evaluatedNs;
  private PowerMode appliedMode;
  private volatile ModeRequest requested;
  private volatile double temperatureC;
  private volatile long clampedEdges;

  /**
   * A board that was idle until now.
   *
   * @param nowNs now, device monotonic ns
   */
  public TwinBoard(TwinSettings settings, ActivitySource activity, long nowNs) {
    this.activity = activity;
    this.lagNs = settings.lag().toNanos();
    this.evaluatedNs = nowNs - lagNs;
    this.power =
        new PowerState(new PowerModel(), settings.thermal(), settings.powerMode(), evaluatedNs);
    this.monitors = new Monitors(settings, evaluatedNs);
    this.appliedMode = settings.powerMode();
    this.requested = new ModeRequest(settings.powerMode(), evaluatedNs);
    this.temperatureC = power.temperatureC();
  }

  /** Moves the board on to the lag behind now; does nothing if it is there already. */
  public void evaluate(long nowNs) {
    long targetNs = nowNs - lagNs;
    activity.drain(pending);
    if (targetNs - evaluatedNs > CATCH_UP_NS) {
      monitors.skipRounds(targetNs - CATCH_UP_NS);
    }
    while (stepOnce(targetNs)) {}
    if (targetNs > evaluatedNs) {
      evaluatedNs = targetNs;
      power.moveTo(targetNs);
      temperatureC = power.temperatureC();
    }
  }

  /** Whether every monitor has a value by now. */
  public boolean ready() {
    return monitors.ready();
  }

  /** What the driver would show for a rail, in mW; by its index in the settings. */
  public long milliwatts(int rail) {
    return monitors.milliwatts(rail);
  }

  /** True energy of a rail from the board's start to the moment evaluated last. */
  public double energyJoules(BoardRail rail) {
    return power.energyJoules(rail);
  }

  /** True power of a rail at the moment evaluated last. */
  public double powerWatts(BoardRail rail) {
    return power.powerWatts(rail);
  }

  /** Temperature of the module at the moment evaluated last; any thread. */
  public double temperatureC() {
    return temperatureC;
  }

  /** The power mode that was set last; any thread. */
  public PowerMode powerMode() {
    return requested.mode();
  }

  /**
   * Sets the power mode from now on; any thread. Of several within one lag only the last counts.
   */
  public void setPowerMode(PowerMode mode, long nowNs) {
    requested = new ModeRequest(mode, nowNs);
  }

  /** Edges that came later than the lag and took effect at a later moment than their own. */
  public long clampedEdges() {
    return clampedEdges;
  }

  /** Edges that were lost on the way: activity that the power does not show. */
  public long lostEdges() {
    return activity.overruns() + pending.dropped();
  }

  /** Applies the earliest event up to a moment; false if there is none. */
  private boolean stepOnce(long targetNs) {
    Ina3221 chip = monitors.next();
    ModeRequest request = requested;
    long modeNs = request.mode() == appliedMode ? Long.MAX_VALUE : request.monotonicNs();
    long edgeNs = pending.oldestNs();
    long eventNs = Math.min(Math.min(modeNs, edgeNs), chip.conversionEndNs());
    if (eventNs > targetNs) {
      return false;
    }
    if (eventNs == modeNs) {
      evaluatedNs = Math.max(evaluatedNs, modeNs);
      appliedMode = request.mode();
      power.changeMode(evaluatedNs, appliedMode);
    } else if (eventNs == edgeNs) {
      takeEdge(edgeNs);
    } else {
      evaluatedNs = eventNs;
      power.moveTo(eventNs);
      chip.endConversion(power);
    }
    return true;
  }

  // One thread writes the counter, others only read it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void takeEdge(long edgeNs) {
    if (edgeNs < evaluatedNs) {
      clampedEdges++;
    }
    evaluatedNs = Math.max(evaluatedNs, edgeNs);
    power.changeLevel(evaluatedNs, pending.removeOldest());
  }

  private record ModeRequest(PowerMode mode, long monotonicNs) {}
}
