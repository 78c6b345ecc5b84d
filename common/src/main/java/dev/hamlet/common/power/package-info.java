/**
 * Power as a sensor reads it and what follows from it: rails, columns of integers, batches, watts.
 */
@NullMarked
package dev.hamlet.common.power;

import org.jspecify.annotations.NullMarked;
