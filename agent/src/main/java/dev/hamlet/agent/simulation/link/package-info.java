/**
 * What goes wrong between simulated agents and their coordinator: calls that are held back, slowed
 * down or cut, where a real agent's packets would be.
 */
@NullMarked
package dev.hamlet.agent.simulation.link;

import org.jspecify.annotations.NullMarked;
