/** Errors with a code that every process boundary understands. */
@NullMarked
package dev.hamlet.common.error;

import org.jspecify.annotations.NullMarked;
