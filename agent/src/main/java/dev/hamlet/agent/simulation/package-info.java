/**
 * Many simulated boards in one process, each with the agent's own links, outboxes and lease work
 * over real gRPC; only waiting and inference are virtual. A handful of threads serve all of them.
 */
@NullMarked
package dev.hamlet.agent.simulation;

import org.jspecify.annotations.NullMarked;
