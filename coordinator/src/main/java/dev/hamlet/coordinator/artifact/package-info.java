/** Keeps and serves artifacts: bundles of models and input sets, under their hashes. */
@NullMarked
package dev.hamlet.coordinator.artifact;

import org.jspecify.annotations.NullMarked;
