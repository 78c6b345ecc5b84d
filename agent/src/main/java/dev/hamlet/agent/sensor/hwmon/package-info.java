/**
 * The INA3221 through mainline Linux's driver {@code ina3221} (hwmon): channels are found by label,
 * power is voltage times current, which are two reads and not simultaneous.
 */
@NullMarked
package dev.hamlet.agent.sensor.hwmon;

import org.jspecify.annotations.NullMarked;
