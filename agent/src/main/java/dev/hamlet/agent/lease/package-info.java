/**
 * The work under a lease: evaluations, then rounds of visits of trials, each loaded, run and
 * reported; and the reports that wait until the telemetry behind them is on its way.
 */
@NullMarked
package dev.hamlet.agent.lease;

import org.jspecify.annotations.NullMarked;
