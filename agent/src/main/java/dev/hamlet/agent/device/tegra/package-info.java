/**
 * Jetson boards with a Tegra: power modes of nvpmodel, pinned clocks, and a journal from which all
 * that was changed is restored, also after a crash.
 */
@NullMarked
package dev.hamlet.agent.device.tegra;

import org.jspecify.annotations.NullMarked;
