/**
 * From what an experiment names, a model and its compressions, to bundles that an agent can run:
 * the module's front door.
 */
@NullMarked
package dev.hamlet.models.variant;

import org.jspecify.annotations.NullMarked;
