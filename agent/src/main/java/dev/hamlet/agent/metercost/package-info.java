/**
 * What measuring costs the board that is measured: sampling at full rate against hardly sampling.
 */
@NullMarked
package dev.hamlet.agent.metercost;

import org.jspecify.annotations.NullMarked;
