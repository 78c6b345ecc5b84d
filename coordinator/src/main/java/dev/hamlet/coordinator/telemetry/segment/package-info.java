/**
 * The files of the telemetry log: how a segment and its frames look on the disk, how they are
 * written durably, scanned at open and read back. Knows nothing of acknowledgements or retention.
 */
@NullMarked
package dev.hamlet.coordinator.telemetry.segment;

import org.jspecify.annotations.NullMarked;
