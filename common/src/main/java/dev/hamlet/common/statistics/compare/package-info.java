/** Ratios of variants to their baseline, and boards among each other. */
@NullMarked
package dev.hamlet.common.statistics.compare;

import org.jspecify.annotations.NullMarked;
