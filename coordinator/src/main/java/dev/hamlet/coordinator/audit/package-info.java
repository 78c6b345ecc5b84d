/** Who did what to what, when, and how it went: kept for people, bounded by age. */
@NullMarked
package dev.hamlet.coordinator.audit;

import org.jspecify.annotations.NullMarked;
