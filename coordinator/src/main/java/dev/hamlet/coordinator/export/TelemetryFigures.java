package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.coordinator.export.catalogue.TelemetryMetrics;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.ingest.IngestCounts;
import dev.hamlet.coordinator.live.DevicePower;

/** What came of a device's telemetry. */
final class TelemetryFigures {

  private TelemetryFigures() {}

  static void write(Exposition out, DeviceView view, double coverageRatio) {
    String device = view.name();
    IngestCounts ingest = view.ingest();
    if (ingest != null) {
      out.put(TelemetryMetrics.SAMPLES, ingest.samples(), device);
      out.put(TelemetryMetrics.BATCHES, ingest.accepted(), device);
      out.put(TelemetryMetrics.BYTES, ingest.bytes(), device);
      out.put(TelemetryMetrics.DUPLICATES, ingest.duplicates(), device);
      out.put(TelemetryMetrics.REJECTED, ingest.rejected(), device);
      out.put(TelemetryMetrics.GAPS, ingest.gapSequences(), device);
    }
    DevicePower power = view.power();
    if (power != null) {
      out.put(TelemetryMetrics.GAP_SECONDS, power.ingestGapSeconds(), device);
      out.put(TelemetryMetrics.LAG, view.live() ? power.lagSeconds() : Double.NaN, device);
    }
    out.put(TelemetryMetrics.COVERAGE, coverageRatio, device);
  }
}
