/** Folders with everything in them, as one thing. */
@NullMarked
package dev.hamlet.common.file;

import org.jspecify.annotations.NullMarked;
