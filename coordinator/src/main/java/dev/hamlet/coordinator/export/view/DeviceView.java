package dev.hamlet.coordinator.export.view;

import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.ingest.IngestCounts;
import dev.hamlet.coordinator.live.DevicePower;
import org.jspecify.annotations.Nullable;

/**
 * A device as the exporter shows it.
 *
 * @param device how it is
 * @param live whether it was heard within the last 10 s: only then there are figures of the present
 * @param busySeconds how long it has held leases
 * @param power its power and energy; null if nothing came yet
 * @param ingest what its streams brought; null if nothing came yet
 * @param health how often something happened to its health
 */
public record DeviceView(
    DeviceSnapshot device,
    boolean live,
    double busySeconds,
    @Nullable DevicePower power,
    @Nullable IngestCounts ingest,
    HealthView health) {

  /** Its name. */
  public String name() {
    return device.device();
  }

  /** {@code true} for a twin, as a label. */
  public String simulated() {
    return Boolean.toString(device.description().simulated());
  }
}
