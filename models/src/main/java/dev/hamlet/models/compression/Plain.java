package dev.hamlet.models.compression;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.Kernel;
import dev.hamlet.models.architecture.Network;

/** What most compressions ask of the network before them: weights that are still float32. */
final class Plain {

  private Plain() {}

  static void require(Network network, String label) {
    boolean plain = network.weights().stream().allMatch(w -> w.kernel() instanceof Kernel.Plain);
    if (!plain) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          label + " comes after weights were stored as integers: write store_bits last");
    }
  }
}
