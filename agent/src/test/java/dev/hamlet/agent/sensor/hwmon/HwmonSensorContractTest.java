package dev.hamlet.agent.sensor.hwmon;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.SensorContract;
import dev.hamlet.agent.sysfs.FakeSysfs;
import java.util.List;

class HwmonSensorContractTest extends SensorContract {

  @Override
  protected Sensor open() {
    FakeSysfs sysfs = FakeHwmon.tx2();
    return HwmonSensor.open(sysfs, new HwmonTree(sysfs).channels(), List.of());
  }

  @Override
  protected void beforeRead() {
    // files do not age
  }
}
