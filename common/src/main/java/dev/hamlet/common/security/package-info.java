/** Digests and credentials. */
@NullMarked
package dev.hamlet.common.security;

import org.jspecify.annotations.NullMarked;
