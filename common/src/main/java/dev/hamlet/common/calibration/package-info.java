/** What a step of the load shows of a sensor: fits of its response. Values and pure functions. */
@NullMarked
package dev.hamlet.common.calibration;

import org.jspecify.annotations.NullMarked;
