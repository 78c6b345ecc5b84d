/**
 * Every metric of a measurement that the coordinator exports, by subject: the one place where a
 * name, its unit, its labels and its help stand. {@code docs/metrics.md} is generated from here.
 */
@NullMarked
package dev.hamlet.coordinator.export.catalogue;

import org.jspecify.annotations.NullMarked;
