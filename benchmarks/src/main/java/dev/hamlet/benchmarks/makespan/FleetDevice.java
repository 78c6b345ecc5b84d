package dev.hamlet.benchmarks.makespan;

/**
 * A device of a simulated fleet.
 *
 * @param name name of the device
 * @param label parts that ask for this label may run on it
 * @param speed how much work it does in a second
 * @param releaseSeconds until then it has other work
 * @param lostSeconds from then on it is gone; infinite if it stays
 */
record FleetDevice(
    String name, int label, double speed, double releaseSeconds, double lostSeconds) {

  /** Work that it can have done by a time. */
  double capacity(double seconds) {
    return speed * Math.max(0, Math.min(seconds, lostSeconds) - releaseSeconds);
  }
}
