/** This process and its children: how they are asked to stop, and that they do. */
@NullMarked
package dev.hamlet.cli.process;

import org.jspecify.annotations.NullMarked;
