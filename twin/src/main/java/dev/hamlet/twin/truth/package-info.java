/**
 * Exact energies of a simulated board, recomputed from what its worker really did. For tests and
 * the comparison of figures with the truth; main code of the agent never sees it.
 */
@NullMarked
package dev.hamlet.twin.truth;

import org.jspecify.annotations.NullMarked;
