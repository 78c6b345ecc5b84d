/**
 * What the board is doing, for heartbeats and metrics: clocks, load, memory, throttling, and what
 * the agent itself uses of it.
 */
@NullMarked
package dev.hamlet.agent.vitals;

import org.jspecify.annotations.NullMarked;
