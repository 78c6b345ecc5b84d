package dev.hamlet.agent.metrics;

import dev.hamlet.agent.uplink.outbox.OutboxCounters;
import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.vitals.Vitals;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Turns what an agent knows into metrics, afresh at every scrape. */
record LocalCollector(LocalView view) implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    Exposition out = new Exposition();
    out.put(LocalMetrics.BUILD, 1, view.version(), view.device());
    out.put(LocalMetrics.CONNECTED, view.connected().getAsBoolean() ? 1 : 0);
    view.power().figures().forEach(rail -> rail(out, rail));
    view.temperatures()
        .get()
        .forEach(zone -> out.put(LocalMetrics.TEMPERATURE, zone.celsius(), zone.zone()));
    vitals(out, view.vitals().get());
    sampling(out, view.sampling().get());
    telemetry(out, view.outbox().get());
    return out.snapshots();
  }

  private void rail(Exposition out, LocalPower.Figures figures) {
    String[] labels = {
      figures.rail().name(),
      figures.rail().scope() == RailScope.SUPPLY ? "supply" : "component",
      Boolean.toString(view.simulated())
    };
    out.put(LocalMetrics.ENERGY, figures.energyJoules(), labels);
    out.put(LocalMetrics.POWER, figures.meanWatts(), labels);
  }

  private static void vitals(Exposition out, Vitals vitals) {
    vitals.clocksHz().forEach((domain, hz) -> out.put(LocalMetrics.CLOCK, hz, domain));
    vitals.throttled().forEach((reason, on) -> out.put(LocalMetrics.THROTTLED, on ? 1 : 0, reason));
    out.put(LocalMetrics.CPU, vitals.agentCpuRatio());
  }

  private void sampling(Exposition out, SamplingCounters counters) {
    String group = view.group();
    out.put(LocalMetrics.SAMPLES, counters.taken(), group);
    out.put(LocalMetrics.SAMPLES_LATE, counters.late(), group);
    out.put(LocalMetrics.SAMPLES_MISSED, counters.missed(), group);
    out.put(LocalMetrics.SAMPLES_DROPPED, counters.ringFull(), group, "ring_full");
    out.put(LocalMetrics.SAMPLES_DROPPED, counters.sensorFailed(), group, "sensor_failed");
    out.put(LocalMetrics.SAMPLES_DROPPED, counters.notReady(), group, "not_ready");
  }

  private void telemetry(Exposition out, OutboxCounters outbox) {
    out.put(LocalMetrics.BATCHES, outbox.acknowledged(), "acknowledged");
    out.put(LocalMetrics.BATCHES, outbox.spoolFull() + outbox.spoolLost(), "dropped");
    out.put(LocalMetrics.PENDING, outbox.pending());
    out.put(LocalMetrics.SPOOL, view.spoolBytes().getAsLong());
  }
}
