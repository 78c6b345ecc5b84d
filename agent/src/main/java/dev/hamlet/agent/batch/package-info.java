/** Turns ring slots into immutable sample batches. */
@NullMarked
package dev.hamlet.agent.batch;

import org.jspecify.annotations.NullMarked;
