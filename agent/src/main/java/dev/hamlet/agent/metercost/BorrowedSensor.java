package dev.hamlet.agent.metercost;

import dev.hamlet.agent.sensor.ForwardingSensor;
import dev.hamlet.agent.sensor.Sensor;

/** A sensor whose owner keeps it open: sampling sessions close theirs. */
final class BorrowedSensor extends ForwardingSensor {

  BorrowedSensor(Sensor sensor) {
    super(sensor);
  }

  @Override
  public void close() {
    // its owner closes it
  }
}
