/**
 * A simulated board that measures in virtual time: its clock, its sampling and its inferences take
 * no real time, all else is what a real board's agent does.
 */
@NullMarked
package dev.hamlet.agent.simulation.board;

import org.jspecify.annotations.NullMarked;
