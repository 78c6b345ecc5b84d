/** The simulated board as a sensor and as a board: only an adapter. */
@NullMarked
package dev.hamlet.agent.sensor.twin;

import org.jspecify.annotations.NullMarked;
