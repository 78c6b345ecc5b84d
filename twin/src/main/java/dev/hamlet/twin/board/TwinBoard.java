package dev.hamlet.twin.board;

import dev.hamlet.twin.fault.FaultScript;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerMode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A simulated board: whoever reads it moves it on, to a stated lag behind now.
 *
 * <p>Edges of activity take effect at their stamps. One that becomes known only after its moment
 * was evaluated takes effect at the moment evaluated last, and is counted: what was reported is
 * never taken back, so energy only grows.
 *
 * <p>Deterministic: equal settings, start, edges and turns of knobs give equal readings at equal
 * moments.
 *
 * <p>Threads: one thread evaluates and reads values; it never blocks, and allocates only when the
 * operating point changes. Knobs, operating point and temperature are for any thread.
 */
public final class TwinBoard {

  /** Conversions longer ago than this are not made up for. */
  private static final long CATCH_UP_NS = TimeUnit.SECONDS.toNanos(5);

  private static final long PUBLISH_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final TwinSettings settings;
  private final ActivitySource activity;
  private final long lagNs;
  private final PendingEdges pending = new PendingEdges();
  private final ControlQueue knobs;
  private final Steering steering;
  private final PowerState power;
  private final Monitors monitors;
  private final BoardFaults faults;
  private final List<OperatingListener> listeners = new CopyOnWriteArrayList<>();
  private final List<SensorModeListener> drivers = new CopyOnWriteArrayList<>();
  private boolean leftMode;
  private long evaluatedNs;
  private volatile OperatingPoint point;
  private volatile int coolingState;
  private volatile double temperatureC;
  private long nextPublishNs = Long.MIN_VALUE;
  private volatile long clampedEdges;

  /**
   * A board that was idle until now.
   *
   * @param nowNs now, device monotonic ns
   */
  public TwinBoard(TwinSettings settings, ActivitySource activity, long nowNs) {
    this.settings = settings;
    this.activity = activity;
    this.lagNs = settings.lag().toNanos();
    this.evaluatedNs = nowNs - lagNs;
    this.knobs = new ControlQueue(settings.controls());
    this.steering = new Steering(settings.options().throttling(), knobs.latest(), evaluatedNs);
    this.point = steering.point();
    this.power =
        new PowerState(
            settings.thermal(),
            settings.options().idleDriftWattsPerMinute() / 60,
            point,
            evaluatedNs);
    this.monitors = new Monitors(settings, evaluatedNs);
    this.faults = new BoardFaults(FaultScript.of(evaluatedNs, settings.options().faults()));
    this.temperatureC = power.temperatureC();
  }

  /** Moves the board on to the lag behind now; does nothing if it is there already. */
  public void evaluate(long nowNs) {
    evaluateTo(nowNs - lagNs);
  }

  /** Moves the board on to a moment of its own time, which is behind the clock by the lag. */
  public void evaluateTo(long boardNs) {
    drain();
    if (boardNs - evaluatedNs > CATCH_UP_NS) {
      monitors.skipRounds(boardNs - CATCH_UP_NS);
    }
    long beforeNs = evaluatedNs;
    while (stepOnce(boardNs)) {}
    evaluatedNs = Math.max(evaluatedNs, boardNs);
    if (evaluatedNs > beforeNs) {
      power.moveTo(evaluatedNs);
      publishTemperature();
    }
  }

  /** Addresses of the monitors that are there: those of the rails in the settings. */
  public List<Integer> monitorAddresses() {
    return monitors.addresses();
  }

  /** The monitor at an address; for the thread that evaluates. */
  public Ina3221 monitor(int address) {
    return monitors.chip(address);
  }

  /** Writes the CONFIG register of a monitor at the moment evaluated last. */
  public void writeConfig(int address, int word) {
    power.moveTo(evaluatedNs);
    monitors.chip(address).writeConfig(word, evaluatedNs, power);
  }

  /** Conversions that the monitors have made, read or not. */
  public long conversions() {
    return monitors.conversions();
  }

  /** What was simulated. */
  public TwinSettings settings() {
    return settings;
  }

  /** The moment evaluated last: the board's own now. */
  public long evaluatedNs() {
    return evaluatedNs;
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

  /** Busy threads at the moment evaluated last, x 1000. */
  public int levelMilli() {
    return power.levelMilli();
  }

  /** Temperature of the module, at most 10 ms old; any thread. */
  public double temperatureC() {
    return temperatureC;
  }

  /** Steps that heat has taken off the clocks of CPU and GPU; any thread. */
  public int coolingState() {
    return coolingState;
  }

  /** What the board runs at; a knob shows here at once, in power only after the lag. Any thread. */
  public OperatingPoint operatingPoint() {
    return point;
  }

  /** Knobs as they were turned last; any thread. */
  public Controls controls() {
    return knobs.latest();
  }

  /** Turns knobs from now on; any thread. */
  public void control(long nowNs, UnaryOperator<Controls> change) {
    Controls turned = knobs.turn(nowNs, change);
    OperatingPoint present = point;
    // Clocks that follow load stay until the next tick.
    double use = present.a57Khz() / 2_035_200.0 / 1.25;
    point =
        OperatingPoint.of(turned, coolingState, use, turned.gpuMilli() * 1e-3)
            .in(present.condition());
  }

  /** The power mode that was set last; any thread. */
  public PowerMode powerMode() {
    return controls().mode();
  }

  /** Sets the power mode from now on; any thread. */
  public void setPowerMode(PowerMode mode, long nowNs) {
    control(nowNs, controls -> controls.with(mode));
  }

  /** From now on somebody hears of every change of the operating point. */
  public void listen(OperatingListener listener) {
    listeners.add(listener);
  }

  /** From now on somebody stands for the driver of a monitor. */
  public void attachDriver(SensorModeListener driver) {
    drivers.add(driver);
  }

  /** What goes wrong, in the board's own time. */
  public FaultScript faults() {
    return faults.script();
  }

  /** Edges that came later than the lag and took effect at a later moment than their own. */
  public long clampedEdges() {
    return clampedEdges;
  }

  /** Edges that were lost on the way: activity that the power does not show. */
  public long lostEdges() {
    return activity.overruns() + pending.dropped();
  }

  private void drain() {
    if (pending.hasRoom()) {
      activity.drain(pending);
    }
  }

  /** Applies the earliest event up to a moment that is no conversion; false if there is none. */
  private boolean stepOnce(long targetNs) {
    long knobNs = knobs.oldestNs();
    long edgeNs = pending.oldestNs();
    long faultNs = faults.nextNs();
    long tickNs = steering.nextNs();
    long eventNs = Math.min(Math.min(knobNs, edgeNs), Math.min(tickNs, faultNs));
    convertUntil(eventNs > targetNs ? targetNs : eventNs - 1);
    if (eventNs > targetNs) {
      return false;
    }
    if (eventNs == knobNs) {
      takeKnobs(knobNs);
    } else if (eventNs == faultNs) {
      takeFault(faultNs);
    } else if (eventNs == edgeNs) {
      takeEdge(edgeNs);
    } else {
      look(tickNs);
    }
    return true;
  }

  /** Nothing but conversions happens until then. */
  private void convertUntil(long untilNs) {
    Ina3221 chip = monitors.next();
    while (chip.conversionEndNs() <= untilNs) {
      evaluatedNs = chip.conversionEndNs();
      power.moveTo(evaluatedNs);
      chip.endConversion(power);
      chip = monitors.next();
    }
  }

  private void look(long tickNs) {
    evaluatedNs = tickNs;
    power.moveTo(tickNs);
    if (steering.look(tickNs, power.temperatureC(), power.point())) {
      changePoint();
    }
  }

  private void takeKnobs(long knobNs) {
    evaluatedNs = Math.max(evaluatedNs, knobNs);
    Controls turned = knobs.removeOldest();
    if (turned != null) {
      steering.use(turned, evaluatedNs);
      changePoint();
    }
  }

  /** Now and then: in so short a time it does not change, and an exponential is dear. */
  private void publishTemperature() {
    if (evaluatedNs >= nextPublishNs) {
      nextPublishNs = evaluatedNs + PUBLISH_NS;
      temperatureC = power.temperatureC();
    }
  }

  private void takeFault(long faultNs) {
    evaluatedNs = Math.max(evaluatedNs, faultNs);
    faults.pass(evaluatedNs, steering);
    PowerMode forced = faults.forcedMode(evaluatedNs);
    knobs.force(forced);
    steering.force(forced);
    monitors.freeze(faults.stuck(evaluatedNs));
    changePoint();
    boolean left = faults.sensorModeLeft(evaluatedNs);
    if (left != leftMode) {
      leftMode = left;
      switchSensorMode(!left);
    }
  }

  private void switchSensorMode(boolean continuous) {
    for (SensorModeListener driver : drivers) {
      driver.continuous(continuous);
    }
    if (drivers.isEmpty()) {
      int word = continuous ? settings.config().word() : 0;
      monitors.addresses().forEach(address -> writeConfig(address, word));
    }
  }

  private void changePoint() {
    OperatingPoint changed = steering.point();
    coolingState = steering.coolingState();
    point = knobs.oldestNs() == Long.MAX_VALUE ? changed : point;
    if (changed.equals(power.point())) {
      return;
    }
    power.changePoint(evaluatedNs, changed);
    for (OperatingListener listener : listeners) {
      listener.changed(evaluatedNs, changed);
    }
  }

  // One thread writes the counter, others only read it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void takeEdge(long edgeNs) {
    if (edgeNs < evaluatedNs) {
      clampedEdges++;
    }
    evaluatedNs = Math.max(evaluatedNs, edgeNs);
    int levelMilli = pending.removeOldest();
    if (pending.isEmpty()) {
      drain();
    }
    steering.level(evaluatedNs, levelMilli);
    power.changeLevel(evaluatedNs, levelMilli);
  }
}
