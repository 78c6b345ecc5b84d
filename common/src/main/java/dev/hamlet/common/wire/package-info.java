/** Maps between generated messages and values; the only package of common that sees them. */
@NullMarked
package dev.hamlet.common.wire;

import org.jspecify.annotations.NullMarked;
