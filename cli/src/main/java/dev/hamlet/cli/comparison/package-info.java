/** Two result documents against each other, and why that may not be done. */
@NullMarked
package dev.hamlet.cli.comparison;

import org.jspecify.annotations.NullMarked;
