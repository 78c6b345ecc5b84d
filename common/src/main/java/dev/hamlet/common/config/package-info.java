/**
 * Problems of an input collected before any is reported; durations and sizes as people write them.
 */
@NullMarked
package dev.hamlet.common.config;

import org.jspecify.annotations.NullMarked;
