/**
 * A user's own command (a power switch, say) that brings a lost device back: what it is, when it is
 * started, how it runs beside the event loop.
 */
@NullMarked
package dev.hamlet.coordinator.recovery;

import org.jspecify.annotations.NullMarked;
