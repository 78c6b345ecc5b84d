/**
 * External meters: agents that measure another device's power from outside. Each trial of such a
 * device is measured a second time, through both clocks, some time after the first.
 */
@NullMarked
package dev.hamlet.coordinator.meter;

import org.jspecify.annotations.NullMarked;
