/** The experiment file, its matrix and its cells; pure. */
@NullMarked
package dev.hamlet.coordinator.experiment;

import org.jspecify.annotations.NullMarked;
