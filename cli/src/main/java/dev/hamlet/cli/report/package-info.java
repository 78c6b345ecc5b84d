/** Reads result documents and lays them out for a terminal. */
@NullMarked
package dev.hamlet.cli.report;

import org.jspecify.annotations.NullMarked;
