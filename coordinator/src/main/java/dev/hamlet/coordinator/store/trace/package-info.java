/** What the store keeps of raw traces: where they lie in time, and how far they were published. */
@NullMarked
package dev.hamlet.coordinator.store.trace;

import org.jspecify.annotations.NullMarked;
