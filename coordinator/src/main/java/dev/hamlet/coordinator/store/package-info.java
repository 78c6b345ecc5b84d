/** Durable state and results: an interface and its SQLite implementation. */
@NullMarked
package dev.hamlet.coordinator.store;

import org.jspecify.annotations.NullMarked;
