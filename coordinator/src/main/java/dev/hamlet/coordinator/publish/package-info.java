/**
 * Publishes raw traces of experiments that ask for it, in the background, as their trials are
 * stored. What waits is a row of the store, not a queue in memory: a server that is away for a
 * while and a restart lose nothing but what grows too old.
 */
@NullMarked
package dev.hamlet.coordinator.publish;

import org.jspecify.annotations.NullMarked;
