/** What a trial and a cell measured: values and pure functions from trials to figures. */
@NullMarked
package dev.hamlet.coordinator.result;

import org.jspecify.annotations.NullMarked;
