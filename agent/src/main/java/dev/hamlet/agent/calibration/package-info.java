/** Calibrates the sensor of a board while its agent goes on sampling: order, load, fit, answer. */
@NullMarked
package dev.hamlet.agent.calibration;

import org.jspecify.annotations.NullMarked;
