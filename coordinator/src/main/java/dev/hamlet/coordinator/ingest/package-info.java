/** The gRPC service that telemetry arrives at, its counters, and live power for the exporter. */
@NullMarked
package dev.hamlet.coordinator.ingest;

import org.jspecify.annotations.NullMarked;
