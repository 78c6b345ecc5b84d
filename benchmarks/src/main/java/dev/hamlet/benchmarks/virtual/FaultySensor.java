package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.sensor.ForwardingSensor;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;

/** A sensor that misbehaves when it is told to; what the board does by itself is not its part. */
final class FaultySensor extends ForwardingSensor {

  private final VirtualClock clock;
  private final long[] last;
  private final List<Active> active = new ArrayList<>();

  private record Active(FaultKind kind, TimeInterval interval) {

    boolean covers(long monotonicNs) {
      return interval.startNs() <= monotonicNs && monotonicNs < interval.endNs();
    }
  }

  FaultySensor(Sensor sensor, VirtualClock clock) {
    super(sensor);
    this.clock = clock;
    this.last = new long[sensor.columns().size()];
  }

  /** From now on only these go wrong. */
  void clear() {
    active.clear();
  }

  void add(FaultKind kind, TimeInterval interval) {
    active.add(new Active(kind, interval));
  }

  @Override
  public ReadOutcome read(long[] into) {
    ReadOutcome outcome = super.read(into);
    for (Active fault : active) {
      if (fault.covers(clock.monotonicNs())) {
        outcome = spoil(fault, into, outcome);
      }
    }
    if (outcome == ReadOutcome.OK) {
      System.arraycopy(into, 0, last, 0, last.length);
    }
    return outcome;
  }

  private ReadOutcome spoil(Active fault, long[] into, ReadOutcome outcome) {
    return switch (fault.kind()) {
      case GAP, IO_ERROR -> ReadOutcome.FAILED;
      case NOT_READY -> ReadOutcome.NOT_READY;
      case STALL -> {
        clock.advanceTo(fault.interval().endNs());
        yield super.read(into);
      }
      case STUCK -> {
        System.arraycopy(last, 0, into, 0, last.length);
        yield outcome;
      }
      case CLOCK_STEP, SUSPEND, SENSOR_MODE, POWER_MODE, THROTTLE -> outcome;
    };
  }
}
