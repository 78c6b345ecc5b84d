/**
 * The power monitor in front of the rails: conversions one after the other, averaging, steps,
 * errors, and what the driver makes of the registers.
 */
@NullMarked
package dev.hamlet.twin.ina3221;

import org.jspecify.annotations.NullMarked;
