/**
 * What may be wrong with a trial's figures although it was sampled without a hole: rails that do
 * not add up, a sensor that stands still, energies that cannot be. Pure functions.
 */
@NullMarked
package dev.hamlet.coordinator.align.sanity;

import org.jspecify.annotations.NullMarked;
