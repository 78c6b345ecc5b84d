package dev.hamlet.common.experiment;

import java.util.Map;
import java.util.Objects;

/**
 * One point of the matrix on one device, as the agent needs it.
 *
 * @param cellId identity of the cell: a hash of what follows, the protocol and the device
 * @param model name of the model
 * @param variant label of the variant
 * @param artifact SHA-256 of the model's bundle, hexadecimal
 * @param runtime kind of worker
 * @param threads threads of the runtime
 * @param inputSet SHA-256 of the bundle of the input set, hexadecimal
 * @param inputIndex input of the set that the bursts run
 * @param options further axes, passed to the worker
 * @param cores kind of core to run on, or {@code all}; empty for whatever CPUs the agent gives its
 *     workers
 */
public record CellSpec(
    String cellId,
    String model,
    String variant,
    String artifact,
    String runtime,
    int threads,
    String inputSet,
    int inputIndex,
    Map<String, String> options,
    String cores) {

  /** Copies the options. A cell that was stored before there was a choice of cores has none. */
  public CellSpec {
    options = Map.copyOf(options);
    cores = Objects.requireNonNullElse(cores, "");
  }

  /** A cell that does not say on which cores it runs. */
  public CellSpec(
      String cellId,
      String model,
      String variant,
      String artifact,
      String runtime,
      int threads,
      String inputSet,
      int inputIndex,
      Map<String, String> options) {
    this(cellId, model, variant, artifact, runtime, threads, inputSet, inputIndex, options, "");
  }
}
