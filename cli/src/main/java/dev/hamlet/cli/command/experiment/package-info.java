/** The verbs that concern experiments, from looking at a file to what was measured. */
@NullMarked
package dev.hamlet.cli.command.experiment;

import org.jspecify.annotations.NullMarked;
