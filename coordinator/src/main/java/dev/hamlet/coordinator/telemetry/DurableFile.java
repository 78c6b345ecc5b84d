package dev.hamlet.coordinator.telemetry;

import java.nio.file.Path;

/**
 * A file of the log, and how much of it is durable: that much of it never changes, though the file
 * may grow, or expire.
 */
public record DurableFile(Path path, long bytes) {}
