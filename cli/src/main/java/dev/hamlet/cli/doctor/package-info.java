/**
 * What {@code hamlet doctor} looks at: whether a machine can do what Hamlet needs of it. A check
 * looks, changes nothing, and says what to do where something is missing.
 */
@NullMarked
package dev.hamlet.cli.doctor;

import org.jspecify.annotations.NullMarked;
