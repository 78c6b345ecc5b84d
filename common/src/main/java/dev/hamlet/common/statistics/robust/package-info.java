/** Figures that a few odd trials do not move, their bootstrap intervals, and the odd trials. */
@NullMarked
package dev.hamlet.common.statistics.robust;

import org.jspecify.annotations.NullMarked;
