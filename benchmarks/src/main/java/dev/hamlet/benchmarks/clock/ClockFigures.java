package dev.hamlet.benchmarks.clock;

/** What the runs of one scenario showed; filled by {@link ClockRun}. */
final class ClockFigures {

  private final ClockScenario scenario;
  private final ClockTally after = new ClockTally();
  private final ClockTally live = new ClockTally();
  private final ClockTally latency = new ClockTally();
  private long runs;
  private long runsCovered;
  private long runsCoveredLive;
  private long steps;
  private long found;
  private long falsely;

  ClockFigures(ClockScenario scenario) {
    this.scenario = scenario;
  }

  ClockScenario scenario() {
    return scenario;
  }

  /** Stamps mapped when the whole run was known, outside of steps. */
  ClockTally after() {
    return after;
  }

  /** Stamps of the five seconds after an exchange, mapped when it was the last one known. */
  ClockTally live() {
    return live;
  }

  /** Found steps; the bound is the time from a step to the exchange that told. */
  ClockTally latency() {
    return latency;
  }

  void run(boolean covered, boolean coveredLive) {
    runs++;
    runsCovered += covered ? 1 : 0;
    runsCoveredLive += coveredLive ? 1 : 0;
  }

  void steps(long happened, long wereFound, long wereFalse) {
    steps += happened;
    found += wereFound;
    falsely += wereFalse;
  }

  long runs() {
    return runs;
  }

  /** Runs in which no stamp of any time had an error greater than its bound. */
  long runsCovered() {
    return runsCovered;
  }

  long runsCoveredLive() {
    return runsCoveredLive;
  }

  long steps() {
    return steps;
  }

  long found() {
    return found;
  }

  long falsely() {
    return falsely;
  }
}
