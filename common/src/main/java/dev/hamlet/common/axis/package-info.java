/** Which of the settings that cells are measured with tell them apart, and how that is written. */
@NullMarked
package dev.hamlet.common.axis;

import org.jspecify.annotations.NullMarked;
