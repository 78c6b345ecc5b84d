package dev.hamlet.coordinator.store.fleet;

/**
 * The model that every device is checked with.
 *
 * @param name what it is called, for people
 * @param artifact SHA-256 of its bundle, hexadecimal
 * @param inputSet SHA-256 of the bundle of its input set, hexadecimal
 * @param runtime what executes it
 * @param setBy who chose it
 * @param setEpochMs when, wall clock
 */
public record GoldenModel(
    String name, String artifact, String inputSet, String runtime, String setBy, long setEpochMs) {

  /** What checks must share to be compared: the model and what it is given. */
  public String identity() {
    return artifact + " " + inputSet + " " + runtime;
  }
}
