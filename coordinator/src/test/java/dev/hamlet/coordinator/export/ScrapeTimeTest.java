package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.coordinator.export.meter.TrialMeter;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.export.view.ExperimentView;
import dev.hamlet.coordinator.export.view.FleetView;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a scrape of a large fleet costs: joined, turned into metrics and written. */
class ScrapeTimeTest {

  private static final int SCRAPES = 7;

  @Test
  void thousandDevices_areWrittenWithinTheLimit() throws IOException {
    List<DeviceView> devices =
        IntStream.range(0, 1_000).mapToObj(i -> Views.device("d-" + i, true)).toList();
    PrometheusRegistry registry = new PrometheusRegistry();
    FleetView view =
        new FleetView() {
          @Override
          public List<DeviceView> devices() {
            return devices;
          }

          @Override
          public List<ExperimentView> experiments() {
            return List.of(Views.experiment("e-1", 140, 0));
          }
        };
    registry.register(
        new FleetCollector(view, new TrialMeter(new ManualClock()), List.of("running", "lost")));
    registry.register(new ExperimentCollector(view));
    double[] seconds = new double[SCRAPES];
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < SCRAPES; i++) {
      long beganNs = thread.getCurrentThreadCpuTime();
      OpenMetricsTextFormatWriter.create()
          .write(OutputStream.nullOutputStream(), registry.scrape());
      seconds[i] = (thread.getCurrentThreadCpuTime() - beganNs) / 1e9;
    }
    Arrays.sort(seconds);
    // CPU time of the one thread that writes: what a scrape takes where nobody else is at work
    assertThat(seconds[SCRAPES / 2]).as(Arrays.toString(seconds)).isLessThan(0.3);
  }
}
