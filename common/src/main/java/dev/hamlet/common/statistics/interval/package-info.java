/** The total interval of a figure: its random part combined with the limits of the sensor. */
@NullMarked
package dev.hamlet.common.statistics.interval;

import org.jspecify.annotations.NullMarked;
