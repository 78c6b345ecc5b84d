/** The hamlet command: one entry point, wired by hand; alone sees both ends. */
@NullMarked
package dev.hamlet.cli;

import org.jspecify.annotations.NullMarked;
