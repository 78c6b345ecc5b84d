package dev.hamlet.benchmarks.virtual;

import dev.hamlet.benchmarks.peers.Readings;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;

/**
 * A trial as it reaches the coordinator, and what only the simulation knows.
 *
 * @param trace phases and spans
 * @param samples power samples from the settle phase to after the idle baseline after
 * @param readings the same samples as other methods see them
 * @param trueNetJoulesPerInference energy above idle that its inferences drew, exactly
 */
public record VirtualTrial(
    TrialTrace trace, SampleBatch samples, Readings readings, double trueNetJoulesPerInference) {}
