package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.common.security.SecurityFigures;
import dev.hamlet.coordinator.cell.lease.CellCounters;
import dev.hamlet.coordinator.export.catalogue.CoordinatorMetrics;
import dev.hamlet.coordinator.export.catalogue.ExperimentMetrics;
import dev.hamlet.coordinator.export.catalogue.RemoteWriteMetrics;
import dev.hamlet.coordinator.export.catalogue.ResultMetrics;
import dev.hamlet.coordinator.export.catalogue.TelemetryMetrics;
import dev.hamlet.coordinator.export.meter.DiskMeter;
import dev.hamlet.coordinator.export.meter.GrpcMeter;
import dev.hamlet.coordinator.export.meter.StoreMeter;
import dev.hamlet.coordinator.export.meter.TrialMeter;
import dev.hamlet.coordinator.publish.PublishFigures;
import dev.hamlet.coordinator.telemetry.TelemetryLogFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Turns the facts of the coordinator's own process into metrics. */
record ServerCollector(ServerFacts facts) implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    Exposition out = new Exposition();
    out.put(CoordinatorMetrics.BUILD, 1, facts.version());
    security(out, facts.security().get());
    trials(out, facts.trials().figures());
    reports(out, facts.cells());
    facts.grpc().figures().forEach((method, calls) -> grpc(out, method, calls));
    TelemetryLogFigures telemetry = facts.telemetry().get();
    telemetry(out, telemetry);
    store(out, facts.store(), telemetry);
    disk(out, facts.disk().figures());
    published(out, facts.publish().get());
    return out.snapshots();
  }

  private static void security(Exposition out, SecurityFigures security) {
    out.put(CoordinatorMetrics.TRANSPORT, 1, security.kind().word());
    security
        .expiresEpochMs()
        .ifPresent(ms -> out.put(CoordinatorMetrics.CERTIFICATE_EXPIRY, ms / 1e3, "coordinator"));
    security
        .reloadedEpochMs()
        .ifPresent(
            ms -> {
              out.put(CoordinatorMetrics.RELOADED, ms / 1e3);
              out.put(CoordinatorMetrics.RELOAD_GOOD, security.reloadGood() ? 1 : 0);
            });
    out.put(CoordinatorMetrics.AUTH_FAILURES, security.untrusted(), "untrusted_certificate");
  }

  private static void trials(Exposition out, TrialMeter.Figures trials) {
    out.put(TelemetryMetrics.ALIGN_DURATION, trials.durations());
    out.put(TelemetryMetrics.ALIGN_ERROR, trials.errors());
    for (String result : TrialMeter.OUTCOMES) {
      long inferences = trials.inferences().getOrDefault(result, 0L);
      out.put(TelemetryMetrics.ALIGNED, inferences, result);
    }
    trials
        .models()
        .forEach(
            (key, figures) -> {
              String[] labels = {key.model(), key.variant(), Boolean.toString(key.simulated())};
              out.put(ResultMetrics.INFERENCE_DURATION, figures.latencySeconds(), labels);
              out.put(ResultMetrics.TRIAL_ENERGY, figures.energyJoules(), labels);
            });
  }

  private void reports(Exposition out, CellCounters cells) {
    out.put(ExperimentMetrics.REPORTS, cells.stored(), "stored");
    out.put(ExperimentMetrics.REPORTS, cells.alreadyStored(), "already_stored");
    out.put(ExperimentMetrics.REPORTS, cells.stale(), "stale");
    out.put(ExperimentMetrics.REPORTS, cells.refused(), "refused");
    out.put(ExperimentMetrics.REPORTS, cells.superseded(), "superseded");
    out.put(ExperimentMetrics.DECISION, cells.decisions());
    out.put(TelemetryMetrics.REFUSED_STREAMS, facts.ingest().refusedStreams());
  }

  private static void grpc(Exposition out, String method, GrpcMeter.Figures calls) {
    out.put(CoordinatorMetrics.GRPC_STREAMS, calls.open(), method);
    calls
        .handled()
        .forEach((code, count) -> out.put(CoordinatorMetrics.GRPC_HANDLED, count, method, code));
    if (calls.seconds().count() > 0) {
      out.put(CoordinatorMetrics.GRPC_HANDLING, calls.seconds(), method);
    }
  }

  private static void telemetry(Exposition out, TelemetryLogFigures log) {
    out.put(TelemetryMetrics.RECORDS, log.appended(), "appended");
    out.put(TelemetryMetrics.RECORDS, log.duplicates(), "duplicate");
    out.put(TelemetryMetrics.SYNCS, log.syncs());
    out.put(TelemetryMetrics.EXPIRED, log.expiredBytes());
    out.put(CoordinatorMetrics.STORE_SIZE, log.bytes(), "telemetry");
  }

  private static void store(Exposition out, StoreMeter store, TelemetryLogFigures telemetry) {
    store
        .writeSeconds()
        .forEach((operation, s) -> out.put(CoordinatorMetrics.STORE_WRITE, s, operation));
    store
        .errors()
        .forEach((operation, count) -> out.put(CoordinatorMetrics.STORE_ERRORS, count, operation));
    out.put(CoordinatorMetrics.STORE_ERRORS, telemetry.failures(), "append_telemetry");
  }

  private static void disk(Exposition out, DiskMeter.Figures disk) {
    out.put(CoordinatorMetrics.STORE_SIZE, disk.storeBytes(), "store");
    out.put(CoordinatorMetrics.STORE_SIZE, disk.artifactBytes(), "artifacts");
    out.put(CoordinatorMetrics.DISK_FREE, disk.freeBytes());
    out.put(CoordinatorMetrics.DISK_SIZE, disk.sizeBytes());
  }

  private static void published(Exposition out, PublishFigures figures) {
    figures
        .samples()
        .forEach((result, count) -> out.put(RemoteWriteMetrics.SAMPLES, count, result));
    figures.batches().forEach((code, count) -> out.put(RemoteWriteMetrics.BATCHES, count, code));
    figures.trials().forEach((result, count) -> out.put(RemoteWriteMetrics.TRIALS, count, result));
    out.put(RemoteWriteMetrics.QUEUE, figures.waiting());
    if (figures.lastSuccessEpochMs() > 0) {
      out.put(RemoteWriteMetrics.LAST_SUCCESS, figures.lastSuccessEpochMs() / 1e3);
    }
  }
}
