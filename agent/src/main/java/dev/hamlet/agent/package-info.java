/** The agent of one board: its configuration and its assembly. */
@NullMarked
package dev.hamlet.agent;

import org.jspecify.annotations.NullMarked;
