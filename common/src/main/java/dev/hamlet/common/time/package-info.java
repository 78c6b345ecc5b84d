/** Clocks: the only code of Hamlet that reads real time or waits for it. */
@NullMarked
package dev.hamlet.common.time;

import org.jspecify.annotations.NullMarked;
