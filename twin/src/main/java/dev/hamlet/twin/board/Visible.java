package dev.hamlet.twin.board;

import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.OperatingPoint;
import java.util.concurrent.TimeUnit;

/** What any thread sees of a board; one thread evaluates and writes it. */
final class Visible {

  private static final long TEMPERATURE_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final double HIGHEST_KHZ = 2_035_200;
  private static final double HEADROOM = 1.25;

  private volatile OperatingPoint point;
  private volatile int coolingState;
  private volatile double temperatureC;
  private volatile long clampedEdges;
  private long nextTemperatureNs = Long.MIN_VALUE;

  Visible(OperatingPoint point, double temperatureC) {
    this.point = point;
    this.temperatureC = temperatureC;
  }

  OperatingPoint point() {
    return point;
  }

  int coolingState() {
    return coolingState;
  }

  double temperatureC() {
    return temperatureC;
  }

  long clampedEdges() {
    return clampedEdges;
  }

  /** Knobs were turned: shown at once; clocks that follow load stay until the next tick. */
  void turned(Controls controls) {
    OperatingPoint present = point;
    double use = present.a57Khz() / HIGHEST_KHZ / HEADROOM;
    point =
        OperatingPoint.of(controls, coolingState, use, controls.gpuMilli() * 1e-3)
            .in(present.condition());
  }

  /** Cooling is so, and the operating point too unless knobs are still to take effect. */
  void steered(OperatingPoint steered, int state, boolean knobsPending) {
    coolingState = state;
    point = knobsPending ? point : steered;
  }

  /** Now and then: in so short a time it does not change, and an exponential is dear. */
  void passed(long evaluatedNs, PowerState power) {
    if (evaluatedNs >= nextTemperatureNs) {
      nextTemperatureNs = evaluatedNs + TEMPERATURE_NS;
      temperatureC = power.temperatureC();
    }
  }

  // One thread writes the counter, others only read it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void clampedEdge() {
    clampedEdges++;
  }
}
