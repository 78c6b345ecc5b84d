/**
 * An agent's own metrics, for boards that somebody watches without a coordinator. Off unless asked
 * for; the names begin with {@code hamlet_local_}, so that nobody adds the same board twice.
 */
@NullMarked
package dev.hamlet.agent.metrics;

import org.jspecify.annotations.NullMarked;
