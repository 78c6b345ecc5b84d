/** The last lines that agent and workers logged, kept in memory for when something fails. */
@NullMarked
package dev.hamlet.agent.log;

import org.jspecify.annotations.NullMarked;
