/** Results as documents: one JSON, two CSV tables; pure functions of what the store holds. */
@NullMarked
package dev.hamlet.coordinator.report;

import org.jspecify.annotations.NullMarked;
