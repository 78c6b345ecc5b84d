/**
 * The kernel's trees of small files (sys, proc) behind one seam: what a read or a write came to is
 * a value, so that drivers are tested against a twin's tree and scripted errors.
 */
@NullMarked
package dev.hamlet.agent.sysfs;

import org.jspecify.annotations.NullMarked;
