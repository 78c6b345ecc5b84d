package dev.hamlet.agent.sensor.rapl;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.SensorContract;
import dev.hamlet.agent.sysfs.FakeSysfs;
import java.util.List;

class RaplSensorContractTest extends SensorContract {

  @Override
  protected Sensor open() {
    FakeSysfs sysfs = RaplSensorTest.laptop();
    return RaplSensor.open(sysfs, new RaplTree(sysfs).zones(), List.of());
  }

  @Override
  protected void beforeRead() {
    // files do not age
  }
}
