/** How long a machine slept: time that its monotonic clock does not count. */
@NullMarked
package dev.hamlet.common.time.suspend;

import org.jspecify.annotations.NullMarked;
