/** Sets a sensor for measuring, and puts back what it found, also after a crash. */
@NullMarked
package dev.hamlet.agent.sensor.setup;

import org.jspecify.annotations.NullMarked;
