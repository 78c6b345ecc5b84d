/** The telemetry log: durable, ordered per device; what the aligner reads. */
@NullMarked
package dev.hamlet.coordinator.telemetry;

import org.jspecify.annotations.NullMarked;
