/**
 * The wire of remote write 1.0: requests as bytes, and who sends them over HTTP and tries again.
 */
@NullMarked
package dev.hamlet.coordinator.remote.wire;

import org.jspecify.annotations.NullMarked;
