package dev.hamlet.twin.board;

import dev.hamlet.twin.power.ClockSteps;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.OperatingPoint.Condition;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.thermal.Throttling;
import org.jspecify.annotations.Nullable;

/**
 * Turns knobs, load and heat into an operating point.
 *
 * <p>Heat is looked at in the period of {@link Throttling}; load every 10 ms, but only where a
 * governor follows it. {@code use = share of the tick with a busy thread x clock / highest clock},
 * so a core that stays busy climbs by 1.25 a tick, as under schedutil.
 *
 * <p>Threads: one.
 */
final class Steering {

  private static final long LOAD_TICK_NS = 10_000_000;

  private final Throttling throttling;
  private final long bornNs;
  private Controls controls;
  private Condition condition = Condition.RUNNING;
  private int coolingState;
  private int forcedState;
  private @Nullable PowerMode forcedMode;
  private double cpuUse;
  private long heatNs;
  private long loadNs = Long.MAX_VALUE;
  private boolean busy;
  private long busySinceNs;
  private long busyNs;

  Steering(Throttling throttling, Controls controls, long bornNs) {
    this.throttling = throttling;
    this.controls = controls;
    this.bornNs = bornNs;
    this.heatNs = bornNs + throttling.periodNs();
    use(controls, bornNs);
  }

  OperatingPoint point() {
    double gpuUse = controls.gpuMilli() * 1e-3;
    PowerMode mode = forcedMode;
    Controls effective = mode == null ? controls : controls.with(mode);
    return OperatingPoint.of(effective, coolingState(), cpuUse, gpuUse).in(condition);
  }

  int coolingState() {
    return Math.max(coolingState, forcedState);
  }

  Condition condition() {
    return condition;
  }

  /** When it wants to look again. */
  long nextNs() {
    return Math.min(heatNs, loadNs);
  }

  /** Knobs were turned. */
  void use(Controls other, long nowNs) {
    controls = other;
    if (!controls.followsLoad()) {
      loadNs = Long.MAX_VALUE;
    } else if (loadNs == Long.MAX_VALUE) {
      long ticks = (nowNs - bornNs) / LOAD_TICK_NS + 1;
      loadNs = bornNs + ticks * LOAD_TICK_NS;
      busySinceNs = nowNs;
      busyNs = 0;
    }
  }

  /** The number of busy threads changed. */
  void level(long nowNs, int levelMilli) {
    count(nowNs);
    busy = levelMilli > 0;
  }

  /** Looks at what is due; returns whether the operating point may be another now. */
  boolean look(long nowNs, double temperatureC, OperatingPoint present) {
    return nowNs == heatNs ? lookAtHeat(temperatureC) : lookAtLoad(nowNs, present);
  }

  /** Changes whether the board runs. */
  void become(Condition other) {
    condition = other;
  }

  /** A fault takes at least so many steps off the clocks. */
  void throttle(int state) {
    forcedState = state;
  }

  /** A fault sets a power mode over the knobs; null for none. */
  void force(@Nullable PowerMode mode) {
    forcedMode = mode;
  }

  private boolean lookAtHeat(double temperatureC) {
    heatNs += throttling.periodNs();
    int before = coolingState;
    coolingState = throttling.next(before, temperatureC);
    boolean off = temperatureC >= throttling.shutdownC() && condition != Condition.OFF;
    condition = off ? Condition.OFF : condition;
    return off || coolingState != before;
  }

  private boolean lookAtLoad(long nowNs, OperatingPoint present) {
    loadNs += LOAD_TICK_NS;
    count(nowNs);
    double share = (double) busyNs / LOAD_TICK_NS;
    double khz = Math.max(present.a57Khz(), present.denverKhz());
    double before = cpuUse;
    cpuUse = Math.min(1, share * khz * 1_000 / ClockSteps.CPU.highestHz());
    busyNs = 0;
    return cpuUse != before;
  }

  private void count(long nowNs) {
    busyNs += busy ? nowNs - busySinceNs : 0;
    busySinceNs = nowNs;
  }
}
