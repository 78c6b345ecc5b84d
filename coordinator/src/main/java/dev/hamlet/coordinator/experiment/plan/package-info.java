/** From an experiment file to cells on devices: expands the matrix, resolves, names cells. */
@NullMarked
package dev.hamlet.coordinator.experiment.plan;

import org.jspecify.annotations.NullMarked;
