package dev.hamlet.coordinator.export;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.export.catalogue.AgentMetrics;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.live.DevicePower;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether an agent is there, and how well it samples. */
final class AgentFigures {

  private static final String NO_PHASE = "none";

  private static final List<String> PHASES =
      Stream.concat(
              Stream.of(NO_PHASE),
              Stream.of(PhaseKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)))
          .toList();

  private AgentFigures() {}

  static void write(Exposition out, DeviceView view, List<String> deviceStates) {
    DeviceSnapshot device = view.device();
    String name = view.name();
    out.put(AgentMetrics.UP, device.connected() ? 1 : 0, name);
    out.state(AgentMetrics.STATE, deviceStates, device.state().word(), name);
    out.put(AgentMetrics.LAST_SEEN, device.lastSeenEpochMs() / 1e3, name);
    out.put(AgentMetrics.CONNECTIONS, device.connections(), name);
    disk(out, name, device.disk(), view.live());
    DevicePower power = view.power();
    if (power != null) {
      sampling(out, name, power);
    }
    if (view.live()) {
      String phase = device.phase().isEmpty() ? NO_PHASE : device.phase();
      out.state(AgentMetrics.PHASE, PHASES, phase, name);
      out.put(AgentMetrics.BUFFER, device.unacknowledgedBatches(), name);
      device
          .vitals()
          .certificateExpiresEpochMs()
          .ifPresent(ms -> out.put(AgentMetrics.CERTIFICATE_EXPIRY, ms / 1e3, name));
      out.put(AgentMetrics.OVERHEAD, device.vitals().agentCpuRatio(), name);
      if (power != null) {
        power
            .rails()
            .forEach(
                rail -> out.put(AgentMetrics.SENSOR_REFRESH, rail.refreshHz(), name, rail.rail()));
      }
    }
  }

  private static void disk(Exposition out, String device, @Nullable DiskUse disk, boolean live) {
    if (disk != null) {
      out.put(AgentMetrics.CACHE_REQUESTS, disk.cache().hits(), device, "hit");
      out.put(AgentMetrics.CACHE_REQUESTS, disk.cache().misses(), device, "miss");
      out.put(AgentMetrics.CACHE_EVICTED, disk.cache().evictedBytes(), device);
      out.put(AgentMetrics.BATCHES_DROPPED, disk.spool().dropped(), device);
    }
    if (disk != null && live) {
      out.put(AgentMetrics.CACHE_SIZE, disk.cache().heldBytes(), device);
      disk.spool()
          .waitingSamples()
          .ifPresent(samples -> out.put(AgentMetrics.BUFFER_SAMPLES, samples, device));
      out.put(AgentMetrics.SPOOL_SIZE, disk.spool().bytes(), device);
      out.put(AgentMetrics.SPOOL_ENDURANCE, disk.spool().enduranceSeconds(), device);
    }
  }

  private static void sampling(Exposition out, String device, DevicePower power) {
    power.sampling().forEach((group, counters) -> counters(out, device, group, counters));
    power
        .times()
        .forEach(
            (group, times) -> {
              out.put(AgentMetrics.SAMPLE_INTERVAL, times.intervals(), device, group);
              out.put(AgentMetrics.SAMPLE_READ, times.reads(), device, group);
            });
  }

  private static void counters(
      Exposition out, String device, String group, SamplingCounters counters) {
    out.put(AgentMetrics.SAMPLES, counters.taken(), device, group);
    out.put(AgentMetrics.SAMPLES_LATE, counters.late(), device, group);
    out.put(AgentMetrics.SAMPLES_MISSED, counters.missed(), device, group);
    out.put(AgentMetrics.SAMPLES_DROPPED, counters.ringFull(), device, group, "ring_full");
    out.put(AgentMetrics.SAMPLES_DROPPED, counters.sensorFailed(), device, group, "sensor_failed");
    out.put(AgentMetrics.SAMPLES_DROPPED, counters.notReady(), device, group, "not_ready");
  }
}
