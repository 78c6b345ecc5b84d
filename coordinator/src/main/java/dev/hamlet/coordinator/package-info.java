/** The central process of a fleet: its configuration and its assembly. */
@NullMarked
package dev.hamlet.coordinator;

import org.jspecify.annotations.NullMarked;
