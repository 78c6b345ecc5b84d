/**
 * The simulated board as a whole: its activity over time drives power and heat, its monitors
 * convert what the rails draw.
 */
@NullMarked
package dev.hamlet.twin.board;

import org.jspecify.annotations.NullMarked;
