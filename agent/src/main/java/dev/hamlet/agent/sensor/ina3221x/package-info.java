/**
 * The INA3221 through the sysfs tree of NVIDIA's L4T driver {@code ina3221x}: rails are found below
 * the driver by exact name, and their power files are kept open and read by position.
 */
@NullMarked
package dev.hamlet.agent.sensor.ina3221x;

import org.jspecify.annotations.NullMarked;
