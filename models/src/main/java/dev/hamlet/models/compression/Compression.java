package dev.hamlet.models.compression;

import dev.hamlet.models.architecture.Network;

/**
 * A compression with its parameters. Equal compressions of equal networks give equal networks.
 *
 * <p>An implementation is a record: its parameters are its identity.
 */
public interface Compression {

  /**
   * The compression with its parameters in one canonical text, for instance {@code store_bits=8};
   * equal exactly for equal compressions.
   */
  String label();

  /**
   * The compressed network.
   *
   * @param network what to compress; stays as it is
   * @param fineTuner trains further, where the compression asks for it
   * @throws dev.hamlet.common.error.HamletException INVALID_INPUT if the parameters do not fit this
   *     network
   */
  Network apply(Network network, FineTuner fineTuner);
}
