package dev.hamlet.benchmarks.supervised;

import dev.hamlet.agent.trial.TrialEnd;
import dev.hamlet.common.power.SampleBatch;

/**
 * A trial that the agent's runner ran.
 *
 * @param end what the runner says of it
 * @param samples power samples from before its warm-up to after its end
 * @param trueNetJoulesPerInference energy above idle that one of its inferences takes in the power
 *     mode and at the clocks that were asked for: what the figure is taken for
 */
public record SupervisedTrial(
    TrialEnd end, SampleBatch samples, double trueNetJoulesPerInference) {}
