/**
 * CPU time that somebody else uses: processes of this host that belong neither to this agent and
 * its workers nor to another part of Hamlet.
 */
@NullMarked
package dev.hamlet.agent.foreign;

import org.jspecify.annotations.NullMarked;
