/** The verbs on devices that change what they may do, or look after their health. */
@NullMarked
package dev.hamlet.cli.command.fleet;

import org.jspecify.annotations.NullMarked;
