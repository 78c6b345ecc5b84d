package dev.hamlet.agent.sensor.twin;

import static java.util.Objects.requireNonNull;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.SensorContract;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.worker.ActivityRing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class TwinSensorContractTest extends SensorContract {

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private @Nullable ActivityRing worker;
  private int reads;

  @Override
  protected Sensor open() {
    Path file = folder.resolve("activity");
    Sensor sensor = TwinDevice.create(file, 1, TwinDevice.DEFAULT_RAILS, clock).sensor();
    worker = ActivityRing.open(file);
    return sensor;
  }

  @Override
  protected void beforeRead() {
    requireNonNull(worker).publish(clock.monotonicNs(), reads++ % 2 * 1_000);
    clock.advanceNs(1_000_000);
  }
}
