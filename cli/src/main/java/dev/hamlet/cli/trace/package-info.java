/** Raw traces on their way from a coordinator to a Prometheus, or into a file for one. */
@NullMarked
package dev.hamlet.cli.trace;

import org.jspecify.annotations.NullMarked;
