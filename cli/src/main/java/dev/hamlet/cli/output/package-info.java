/**
 * What a person or a program sees: lines, tables, JSON, exit codes; all of it through one writer.
 */
@NullMarked
package dev.hamlet.cli.output;

import org.jspecify.annotations.NullMarked;
