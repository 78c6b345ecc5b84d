/**
 * An experiment from its file to its results: build what it names, hand it in, fetch what it
 * measured.
 */
@NullMarked
package dev.hamlet.cli.experiment;

import org.jspecify.annotations.NullMarked;
