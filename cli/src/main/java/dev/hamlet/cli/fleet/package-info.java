/** Coordinator and agents as child processes on this machine, ended in every case. */
@NullMarked
package dev.hamlet.cli.fleet;

import org.jspecify.annotations.NullMarked;
