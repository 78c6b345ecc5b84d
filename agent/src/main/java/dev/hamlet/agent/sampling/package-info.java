/**
 * The 1 kHz thread: absolute deadlines, a read of the sensor at each, a ring behind it. Nothing in
 * its loop allocates, locks or logs, and every deadline ends up in exactly one counter.
 */
@NullMarked
package dev.hamlet.agent.sampling;

import org.jspecify.annotations.NullMarked;
