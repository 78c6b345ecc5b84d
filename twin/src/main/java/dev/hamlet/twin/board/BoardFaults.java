package dev.hamlet.twin.board;

import static dev.hamlet.twin.fault.FaultKind.POWER_MODE;
import static dev.hamlet.twin.fault.FaultKind.SENSOR_MODE;
import static dev.hamlet.twin.fault.FaultKind.STUCK;
import static dev.hamlet.twin.fault.FaultKind.SUSPEND;
import static dev.hamlet.twin.fault.FaultKind.THROTTLE;

import dev.hamlet.twin.fault.FaultScript;
import dev.hamlet.twin.power.OperatingPoint.Condition;
import dev.hamlet.twin.power.PowerMode;
import org.jspecify.annotations.Nullable;

/** What a script of faults makes of a board at a moment. One thread. */
final class BoardFaults {

  private final FaultScript script;
  private long nextNs;

  BoardFaults(FaultScript script) {
    this.script = script;
    this.nextNs = script.nextBoardChangeNs(script.startNs() - 1);
  }

  FaultScript script() {
    return script;
  }

  /** When something begins or ends. */
  long nextNs() {
    return nextNs;
  }

  /** Something began or ended now. */
  void pass(long nowNs, Steering steering) {
    nextNs = script.nextBoardChangeNs(nowNs);
    boolean asleep = script.active(SUSPEND, nowNs);
    if (steering.condition() != Condition.OFF) {
      steering.become(asleep ? Condition.SUSPENDED : Condition.RUNNING);
    }
    steering.throttle((int) script.amount(THROTTLE, nowNs));
  }

  boolean stuck(long nowNs) {
    return script.active(STUCK, nowNs);
  }

  boolean sensorModeLeft(long nowNs) {
    return script.active(SENSOR_MODE, nowNs);
  }

  /** The power mode that somebody else has set, if any. */
  @Nullable PowerMode forcedMode(long nowNs) {
    return script.active(POWER_MODE, nowNs)
        ? PowerMode.numbered((int) script.amount(POWER_MODE, nowNs))
        : null;
  }
}
