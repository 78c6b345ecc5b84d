/** Finds the time constant of a sensor by a step of the load, and remembers it. */
@NullMarked
package dev.hamlet.agent.sensor.calibration;

import org.jspecify.annotations.NullMarked;
