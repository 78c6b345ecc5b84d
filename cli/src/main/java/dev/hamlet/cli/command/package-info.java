/** One class for each verb of the command line. */
@NullMarked
package dev.hamlet.cli.command;

import org.jspecify.annotations.NullMarked;
