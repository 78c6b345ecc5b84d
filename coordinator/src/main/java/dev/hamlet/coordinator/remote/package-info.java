/**
 * Raw power as a Prometheus takes it by remote write: series, stamps in whole milliseconds, what is
 * refused before it leaves, requests, and what a server's answer means. Pure; the wire is in {@code
 * remote.wire}.
 */
@NullMarked
package dev.hamlet.coordinator.remote;

import org.jspecify.annotations.NullMarked;
