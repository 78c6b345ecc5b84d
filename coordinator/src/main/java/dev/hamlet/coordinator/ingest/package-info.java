/** The gRPC service that telemetry arrives at, and its counters. */
@NullMarked
package dev.hamlet.coordinator.ingest;

import org.jspecify.annotations.NullMarked;
