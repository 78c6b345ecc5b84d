/**
 * The way to the coordinator: the control stream, the telemetry stream with what it has not yet
 * acknowledged, and downloads. The only package of the agent that sees generated messages.
 */
@NullMarked
package dev.hamlet.agent.uplink;

import org.jspecify.annotations.NullMarked;
