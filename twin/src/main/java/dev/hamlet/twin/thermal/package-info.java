/** How warm a board gets: one heat capacity behind one resistance, solved exactly. */
@NullMarked
package dev.hamlet.twin.thermal;

import org.jspecify.annotations.NullMarked;
