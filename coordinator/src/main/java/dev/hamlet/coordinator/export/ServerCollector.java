package dev.hamlet.coordinator.export;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Turns the facts of the coordinator's own process into metrics. */
record ServerCollector(ServerFacts facts) implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    Exposition out = new Exposition();
    out.put(MetricNames.COORDINATOR_TRANSPORT, 1, facts.transport());
    facts
        .certificateExpiresEpochMs()
        .get()
        .ifPresent(epochMs -> out.put(MetricNames.COORDINATOR_CERTIFICATE_EXPIRY, epochMs / 1e3));
    return out.snapshots();
  }
}
