/** What goes wrong on a board, when and for how long: values that a scenario writes down. */
@NullMarked
package dev.hamlet.twin.fault;

import org.jspecify.annotations.NullMarked;
