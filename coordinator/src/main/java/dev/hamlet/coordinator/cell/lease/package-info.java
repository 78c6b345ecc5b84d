/**
 * One lease at work: its rounds, its reports, the trials whose figures are being made. Everything
 * here belongs to the event loop.
 */
@NullMarked
package dev.hamlet.coordinator.cell.lease;

import org.jspecify.annotations.NullMarked;
