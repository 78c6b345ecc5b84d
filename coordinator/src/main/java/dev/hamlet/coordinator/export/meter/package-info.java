/**
 * Counts what passes through the coordinator where nobody else does: trials on their way to
 * figures, gRPC calls, writes to the store, room on the disk.
 */
@NullMarked
package dev.hamlet.coordinator.export.meter;

import org.jspecify.annotations.NullMarked;
