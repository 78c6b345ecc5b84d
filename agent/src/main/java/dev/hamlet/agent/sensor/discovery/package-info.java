/** Which of the drivers reads this board's power. */
@NullMarked
package dev.hamlet.agent.sensor.discovery;

import org.jspecify.annotations.NullMarked;
