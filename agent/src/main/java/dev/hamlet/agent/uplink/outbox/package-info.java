/**
 * What waits for its acknowledgement: telemetry under one sequence, in memory and in the spool, and
 * reports under their numbers. Knows no stream.
 */
@NullMarked
package dev.hamlet.agent.uplink.outbox;

import org.jspecify.annotations.NullMarked;
