/** Scripts of what goes wrong in a simulated fleet: read, checked, and played by the clock. */
@NullMarked
package dev.hamlet.agent.simulation.fault;

import org.jspecify.annotations.NullMarked;
