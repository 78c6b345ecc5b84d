/** What an experiment file says, as values with every default filled in. */
@NullMarked
package dev.hamlet.coordinator.experiment.file;

import org.jspecify.annotations.NullMarked;
