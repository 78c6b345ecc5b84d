package dev.hamlet.common.artifact;

import java.util.Map;

/**
 * Describes a bundle that holds labelled inputs.
 *
 * <p>The content has two files: {@value #INPUTS_FILE}, the inputs one after the other as
 * little-endian float32, and {@value #LABELS_FILE}, one byte per input with its class.
 *
 * @param name name of the set
 * @param count number of inputs
 * @param input shape of one input
 * @param classes number of classes, at most 256
 * @param provenance where it came from; for people
 */
public record InputSetManifest(
    String name, int count, TensorSpec input, int classes, Map<String, String> provenance)
    implements Manifest {

  /** File of the inputs inside the bundle's content. */
  public static final String INPUTS_FILE = "inputs.f32";

  /** File of the labels inside the bundle's content. */
  public static final String LABELS_FILE = "labels.u8";

  /** Copies the provenance. */
  public InputSetManifest {
    provenance = Map.copyOf(provenance);
  }
}
