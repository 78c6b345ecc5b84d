package dev.hamlet.models.compression;

import dev.hamlet.models.architecture.Network;

/** Trains a compressed network further; kernel weights that are zero stay zero. */
@FunctionalInterface
public interface FineTuner {

  /** The network after some more steps of training, in an order of inputs that the seed decides. */
  Network fineTune(Network network, int steps, long seed);
}
