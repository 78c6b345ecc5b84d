/**
 * Digests, and how connections are protected: TLS from files, renewed without a restart, and a
 * sentence for everything that can be wrong with it.
 */
@NullMarked
package dev.hamlet.common.security;

import org.jspecify.annotations.NullMarked;
