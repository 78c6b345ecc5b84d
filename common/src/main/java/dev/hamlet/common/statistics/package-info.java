/** Means, intervals, stopping rules and classification metrics: pure functions. */
@NullMarked
package dev.hamlet.common.statistics;

import org.jspecify.annotations.NullMarked;
