/**
 * What the store keeps of the fleet's health: what was decided about devices, what happened to
 * them, what their golden-model checks found.
 */
@NullMarked
package dev.hamlet.coordinator.store.fleet;

import org.jspecify.annotations.NullMarked;
