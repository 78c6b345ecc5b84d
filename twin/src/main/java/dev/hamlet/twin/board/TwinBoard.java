package dev.hamlet.twin.board;

import dev.hamlet.twin.fault.FaultScript;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerMode;
import java.util.List;
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

  private final TwinSettings settings;
  private final long lagNs;
  private final ControlQueue knobs;
  private final Course course;
  private final PowerState power;
  private final Monitors monitors;
  private final Visible visible;

  /**
   * A board that was idle until now.
   *
   * @param nowNs now, device monotonic ns
   */
  public TwinBoard(TwinSettings settings, ActivitySource activity, long nowNs) {
    this.settings = settings;
    this.lagNs = settings.lag().toNanos();
    this.knobs = new ControlQueue(settings.controls());
    this.course = new Course(settings, activity, knobs, nowNs - lagNs);
    this.power = course.power();
    this.monitors = course.monitors();
    this.visible = course.visible();
  }

  /** Moves the board on to the lag behind now; does nothing if it is there already. */
  public void evaluate(long nowNs) {
    evaluateTo(nowNs - lagNs);
  }

  /** Moves the board on to a moment of its own time, which is behind the clock by the lag. */
  public void evaluateTo(long boardNs) {
    course.evaluateTo(boardNs);
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
    course.writeConfig(address, word);
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
    return course.evaluatedNs();
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

  /** Temperature of the module, at most 10 ms old; any thread. */
  public double temperatureC() {
    return visible.temperatureC();
  }

  /** Steps that heat has taken off the clocks of CPU and GPU; any thread. */
  public int coolingState() {
    return visible.coolingState();
  }

  /** What the board runs at; a knob shows here at once, in power only after the lag. Any thread. */
  public OperatingPoint operatingPoint() {
    return visible.point();
  }

  /** Knobs as they were turned last; any thread. */
  public Controls controls() {
    return knobs.latest();
  }

  /** Turns knobs from now on; any thread. */
  public void control(long nowNs, UnaryOperator<Controls> change) {
    visible.turned(knobs.turn(nowNs, change));
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
    course.listen(listener);
  }

  /** From now on somebody stands for the driver of a monitor. */
  public void attachDriver(SensorModeListener driver) {
    course.attachDriver(driver);
  }

  /** What goes wrong, in the board's own time. */
  public FaultScript faults() {
    return course.faults();
  }

  /** Edges that came later than the lag and took effect at a later moment than their own. */
  public long clampedEdges() {
    return visible.clampedEdges();
  }

  /** Edges that were lost on the way: activity that the power does not show. */
  public long lostEdges() {
    return course.lostEdges();
  }
}
