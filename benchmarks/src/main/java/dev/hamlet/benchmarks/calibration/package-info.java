/** Whether a step of the load shows the time constant of a sensor. */
@NullMarked
package dev.hamlet.benchmarks.calibration;

import org.jspecify.annotations.NullMarked;
