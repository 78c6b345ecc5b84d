/**
 * What another machine's clock shows: offset and drift, with a bound, estimated from exchanges of
 * stamps.
 */
@NullMarked
package dev.hamlet.common.time.offset;

import org.jspecify.annotations.NullMarked;
