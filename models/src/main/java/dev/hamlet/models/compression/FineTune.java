package dev.hamlet.models.compression;

import dev.hamlet.models.architecture.Network;

/**
 * Trains further after a compression that cost accuracy; zeros stay zero.
 *
 * @param steps optimizer steps; 0 leaves the network as it is
 * @param seed decides the order of the inputs
 */
record FineTune(int steps, long seed) implements Compression {

  static final String WORD = "fine_tune";
  static final int MAX_STEPS = 10_000;

  @Override
  public String label() {
    return WORD + "=steps:" + steps + ";seed:" + seed;
  }

  @Override
  public Network apply(Network network, FineTuner fineTuner) {
    Plain.require(network, label());
    return steps == 0 ? network : fineTuner.fineTune(network, steps, seed);
  }
}
