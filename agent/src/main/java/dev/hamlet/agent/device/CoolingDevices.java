package dev.hamlet.agent.device;

import dev.hamlet.agent.device.BoardLook.CoolingReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cooling devices of {@code sys/class/thermal} that cost speed: all but fans. */
public final class CoolingDevices {

  private final BoardFiles files;
  private final List<Device> devices = new ArrayList<>();

  private record Device(String name, String stateFile) {}

  /** Finds them. */
  public CoolingDevices(BoardFiles files) {
    this.files = files;
    for (String folder : files.children("/sys/class/thermal", "cooling_device[0-9]+")) {
      String type = files.text(folder + "/type").orElse("");
      if (!type.isEmpty() && !type.toLowerCase(Locale.ROOT).contains("fan")) {
        String number = folder.substring(folder.lastIndexOf('/') + 1);
        devices.add(new Device(type + " (" + number + ")", folder + "/cur_state"));
      }
    }
  }

  /** Reads their states; one that cannot be read now is left out. */
  public List<CoolingReading> read() {
    List<CoolingReading> readings = new ArrayList<>();
    for (Device device : devices) {
      files
          .number(device.stateFile)
          .ifPresent(state -> readings.add(new CoolingReading(device.name, state)));
    }
    return readings;
  }
}
