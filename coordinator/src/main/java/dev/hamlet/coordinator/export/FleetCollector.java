package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.coordinator.export.meter.TrialMeter;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.export.view.FleetView;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;

/**
 * Turns what the coordinator knows of devices into metrics, afresh at every scrape: what is gone is
 * gone from the next scrape on.
 */
final class FleetCollector implements MultiCollector {

  private final FleetView view;
  private final TrialMeter trials;
  private final List<String> deviceStates;

  FleetCollector(FleetView view, TrialMeter trials, List<String> deviceStates) {
    this.view = view;
    this.trials = trials;
    this.deviceStates = List.copyOf(deviceStates);
  }

  @Override
  public MetricSnapshots collect() {
    Exposition out = new Exposition();
    Map<String, Double> coverage = trials.figures().coverage();
    for (DeviceView device : view.devices()) {
      DeviceFigures.write(out, device);
      AgentFigures.write(out, device, deviceStates);
      TelemetryFigures.write(out, device, coverage.getOrDefault(device.name(), Double.NaN));
    }
    return out.snapshots();
  }
}
