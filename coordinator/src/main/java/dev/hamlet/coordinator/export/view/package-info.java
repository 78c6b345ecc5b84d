/** What the exporter shows, as values, and how they are put together from a running coordinator. */
@NullMarked
package dev.hamlet.coordinator.export.view;

import org.jspecify.annotations.NullMarked;
