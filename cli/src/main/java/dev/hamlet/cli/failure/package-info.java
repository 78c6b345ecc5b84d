/** From a failure to one sentence and an exit code. */
@NullMarked
package dev.hamlet.cli.failure;

import org.jspecify.annotations.NullMarked;
