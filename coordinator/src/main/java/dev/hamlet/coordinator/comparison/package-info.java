/**
 * What figures say against each other and beyond their trials: ratios to a baseline, boards among
 * each other, and the limits of the sensor. Pure functions over trials.
 */
@NullMarked
package dev.hamlet.coordinator.comparison;

import org.jspecify.annotations.NullMarked;
