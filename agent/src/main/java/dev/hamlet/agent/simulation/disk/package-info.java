/**
 * A simulated board's disk: a folder of this machine behind a file system of its own, which refuses
 * to grow files while the disk is said to be full. The agent's code writes to it as to any other.
 */
@NullMarked
package dev.hamlet.agent.simulation.disk;

import org.jspecify.annotations.NullMarked;
