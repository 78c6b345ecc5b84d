/** Turns samples and spans of one trial into gross, idle and net energy; pure. */
@NullMarked
package dev.hamlet.coordinator.align;

import org.jspecify.annotations.NullMarked;
