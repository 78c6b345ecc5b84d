/**
 * One trial of a cell: gate, warm-up, settle, idle baseline, burst, guard, idle baseline, in one
 * visible sequence; and the lock that keeps agents of one host from loading it at the same time.
 */
@NullMarked
package dev.hamlet.agent.trial;

import org.jspecify.annotations.NullMarked;
