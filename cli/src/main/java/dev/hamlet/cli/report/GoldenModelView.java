package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.GoldenModel;

/**
 * The golden model as {@code --json} shows it.
 *
 * @param name what it is called
 * @param artifact SHA-256 of its bundle
 * @param inputSet SHA-256 of the bundle of its inputs
 * @param runtime what executes it
 * @param setBy who chose it
 * @param setEpochMs when, wall clock, ms
 */
public record GoldenModelView(
    String name, String artifact, String inputSet, String runtime, String setBy, long setEpochMs) {

  /** From the wire. */
  public static GoldenModelView of(GoldenModel model) {
    return new GoldenModelView(
        model.getName(),
        model.getArtifact(),
        model.getInputSet(),
        model.getRuntime(),
        model.getSetBy(),
        model.getSetEpochMs());
  }

  /** For people. */
  public String sentence() {
    return "devices are checked with " + name + " (" + runtime + "), artifact " + artifact;
  }
}
