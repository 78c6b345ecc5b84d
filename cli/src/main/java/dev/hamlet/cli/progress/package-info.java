/** How far something is: a moving line on a terminal, plain lines in a pipe. */
@NullMarked
package dev.hamlet.cli.progress;

import org.jspecify.annotations.NullMarked;
