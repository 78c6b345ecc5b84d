package dev.hamlet.coordinator.export;

import dev.hamlet.common.security.SecurityFigures;
import dev.hamlet.coordinator.cell.lease.CellCounters;
import dev.hamlet.coordinator.export.meter.DiskMeter;
import dev.hamlet.coordinator.export.meter.GrpcMeter;
import dev.hamlet.coordinator.export.meter.StoreMeter;
import dev.hamlet.coordinator.export.meter.TrialMeter;
import dev.hamlet.coordinator.ingest.CountingIngestMetrics;
import dev.hamlet.coordinator.publish.PublishFigures;
import dev.hamlet.coordinator.telemetry.TelemetryLogFigures;
import java.util.function.Supplier;

/**
 * What is to be known of the coordinator's own process.
 *
 * @param version version of the program
 * @param security how gRPC is protected
 * @param trials counts trials
 * @param cells counts reports
 * @param ingest counts streams
 * @param telemetry what the telemetry log did
 * @param grpc counts calls
 * @param store counts writes
 * @param disk knows the room on the disk
 * @param publish what was published of raw traces
 */
public record ServerFacts(
    String version,
    Supplier<SecurityFigures> security,
    TrialMeter trials,
    CellCounters cells,
    CountingIngestMetrics ingest,
    Supplier<TelemetryLogFigures> telemetry,
    GrpcMeter grpc,
    StoreMeter store,
    DiskMeter disk,
    Supplier<PublishFigures> publish) {}
