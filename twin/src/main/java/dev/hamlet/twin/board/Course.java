package dev.hamlet.twin.board;

import dev.hamlet.twin.fault.FaultScript;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerMode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * What happens to a board, in the order of its moments: turns of knobs, faults, edges of activity,
 * looks of governors, ends of conversions; at one moment in this order.
 *
 * <p>Threads: the one that evaluates; listeners are added by any.
 */
final class Course {

  /** Conversions longer ago than this are not made up for. */
  private static final long CATCH_UP_NS = TimeUnit.SECONDS.toNanos(5);

  private final int continuousWord;
  private final ActivitySource activity;
  private final PendingEdges pending = new PendingEdges();
  private final ControlQueue knobs;
  private final Steering steering;
  private final PowerState power;
  private final Monitors monitors;
  private final BoardFaults faults;
  private final Visible visible;
  private final List<OperatingListener> listeners = new CopyOnWriteArrayList<>();
  private final List<SensorModeListener> drivers = new CopyOnWriteArrayList<>();
  private boolean leftMode;
  private long evaluatedNs;

  Course(TwinSettings settings, ActivitySource activity, ControlQueue knobs, long startNs) {
    BoardOptions options = settings.options();
    this.continuousWord = settings.config().word();
    this.activity = activity;
    this.knobs = knobs;
    this.evaluatedNs = startNs;
    this.steering = new Steering(options.throttling(), knobs.latest(), startNs);
    OperatingPoint point = steering.point();
    this.power =
        new PowerState(settings.thermal(), options.idleDriftWattsPerMinute() / 60, point, startNs);
    this.monitors = new Monitors(settings, startNs);
    this.faults = new BoardFaults(FaultScript.of(startNs, options.faults()));
    this.visible = new Visible(point, power.temperatureC());
  }

  long evaluatedNs() {
    return evaluatedNs;
  }

  PowerState power() {
    return power;
  }

  Monitors monitors() {
    return monitors;
  }

  Visible visible() {
    return visible;
  }

  FaultScript faults() {
    return faults.script();
  }

  long lostEdges() {
    return activity.overruns() + pending.dropped();
  }

  void listen(OperatingListener listener) {
    listeners.add(listener);
  }

  void attachDriver(SensorModeListener driver) {
    drivers.add(driver);
  }

  /** Moves on to a moment; does nothing if it is there already. */
  void evaluateTo(long boardNs) {
    drain();
    if (boardNs - evaluatedNs > CATCH_UP_NS) {
      monitors.skipRounds(boardNs - CATCH_UP_NS);
    }
    long beforeNs = evaluatedNs;
    while (stepOnce(boardNs)) {}
    evaluatedNs = Math.max(evaluatedNs, boardNs);
    if (evaluatedNs > beforeNs) {
      power.moveTo(evaluatedNs);
      visible.passed(evaluatedNs, power);
    }
  }

  /** Writes the CONFIG register of a monitor now. */
  void writeConfig(int address, int word) {
    power.moveTo(evaluatedNs);
    monitors.chip(address).writeConfig(word, evaluatedNs, power);
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
      int word = continuous ? continuousWord : 0;
      monitors.addresses().forEach(address -> writeConfig(address, word));
    }
  }

  private void changePoint() {
    OperatingPoint changed = steering.point();
    boolean knobsPending = knobs.oldestNs() != Long.MAX_VALUE;
    visible.steered(changed, steering.coolingState(), knobsPending);
    if (changed.equals(power.point())) {
      return;
    }
    power.changePoint(evaluatedNs, changed);
    for (OperatingListener listener : listeners) {
      listener.changed(evaluatedNs, changed);
    }
  }

  private void takeEdge(long edgeNs) {
    if (edgeNs < evaluatedNs) {
      visible.clampedEdge();
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
