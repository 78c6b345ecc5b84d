/**
 * What the kernel's two drivers make of the monitor chips: L4T's {@code ina3221x} and mainline's
 * {@code ina3221}, with their modes, errors, roundings and the time a read takes on the bus.
 */
@NullMarked
package dev.hamlet.twin.driver;

import org.jspecify.annotations.NullMarked;
