/** The verbs on raw traces. */
@NullMarked
package dev.hamlet.cli.command.trace;

import org.jspecify.annotations.NullMarked;
