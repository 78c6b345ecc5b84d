/**
 * Trains small networks with TensorFlow, always from a seed, and keeps what was trained in a cache
 * folder under the hash of everything that decided it.
 */
@NullMarked
package dev.hamlet.models.training;

import org.jspecify.annotations.NullMarked;
