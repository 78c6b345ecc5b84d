package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.SensorContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class Ina3221xSensorContractTest extends SensorContract {

  @TempDir Path folder;

  @Override
  protected Sensor open() throws IOException {
    return Ina3221xSensor.open(FakeTree.module(folder, 0, 1).sysfs(), Ina3221xSensor.DEFAULT_RAILS);
  }

  @Override
  protected void beforeRead() {
    // files do not age
  }
}
