/** Files that are slow to make, kept under the hash of what decided them and checked when read. */
@NullMarked
package dev.hamlet.models.cache;

import org.jspecify.annotations.NullMarked;
