/**
 * The devices of the fleet: the control stream their agents open, who they are, how they are, and
 * how far their clocks are off.
 */
@NullMarked
package dev.hamlet.coordinator.device;

import org.jspecify.annotations.NullMarked;
