/**
 * What a board draws: rails, power modes, and power as a function of activity and temperature.
 * Values and pure functions.
 */
@NullMarked
package dev.hamlet.twin.power;

import org.jspecify.annotations.NullMarked;
