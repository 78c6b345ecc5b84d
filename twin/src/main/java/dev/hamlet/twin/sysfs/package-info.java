/**
 * The board as its kernel shows it: files of sysfs, the device tree and nvpmodel's configuration,
 * as pure data at the virtual now, so that real drivers can be tested against it.
 */
@NullMarked
package dev.hamlet.twin.sysfs;

import org.jspecify.annotations.NullMarked;
