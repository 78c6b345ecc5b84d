/**
 * Which CPUs a process runs on, so that what measures does not stand in the way of what is
 * measured.
 */
@NullMarked
package dev.hamlet.common.cpu;

import org.jspecify.annotations.NullMarked;
