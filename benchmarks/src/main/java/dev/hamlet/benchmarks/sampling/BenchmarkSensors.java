package dev.hamlet.benchmarks.sampling;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.ina3221x.Ina3221xSensor;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sensors that are sampled, with their files in a folder that is removed in the end. */
final class BenchmarkSensors implements AutoCloseable {

  private final Path folder;

  BenchmarkSensors(Path folder) {
    this.folder = folder;
  }

  Sensor twin() {
    return TwinDevice.create(
            folder.resolve("activity"), 1, TwinDevice.DEFAULT_RAILS, new SystemClock())
        .sensor();
  }

  /** The driver on plain files: its own cost, without a bus behind it. */
  Sensor files() throws IOException {
    Path driver = folder.resolve("bus/i2c/drivers/ina3221x");
    rail(driver.resolve("0-0041/iio:device1"), 0, "VDD_IN");
    rail(driver.resolve("0-0041/iio:device1"), 1, "VDD_SYS_CPU");
    rail(driver.resolve("0-0040/iio:device0"), 0, "VDD_SYS_GPU");
    return Ina3221xSensor.open(new SystemSysfs(folder, folder), Ina3221xSensor.DEFAULT_RAILS);
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(folder);
  }

  private static void rail(Path device, int channel, String name) throws IOException {
    Files.createDirectories(device);
    Files.writeString(device.resolve("rail_name_" + channel), name + "\n");
    Files.writeString(device.resolve("in_power" + channel + "_input"), "1876\n");
  }
}
