package dev.hamlet.coordinator.store;

/**
 * How well an artifact classified its input set on one device. Ratios are from 0 to 1, NaN when the
 * evaluation failed.
 *
 * @param experimentId the experiment
 * @param artifact SHA-256 of the model's bundle, hexadecimal
 * @param runtime kind of worker
 * @param device the device
 * @param inputs inputs classified; 0 when it failed
 * @param accuracy share of inputs classified rightly
 * @param precisionMacro precision, the plain mean over the classes
 * @param recallMacro recall, the plain mean over the classes
 * @param f1Macro F1, the plain mean over the classes
 * @param error one sentence when it failed, else empty
 * @param finishedEpochMs wall clock, for display only
 */
public record EvaluationRecord(
    String experimentId,
    String artifact,
    String runtime,
    String device,
    long inputs,
    double accuracy,
    double precisionMacro,
    double recallMacro,
    double f1Macro,
    String error,
    long finishedEpochMs) {

  /** One that failed. */
  public static EvaluationRecord failed(
      String experimentId,
      String artifact,
      String runtime,
      String device,
      String error,
      long finishedEpochMs) {
    double none = Double.NaN;
    return new EvaluationRecord(
        experimentId, artifact, runtime, device, 0, none, none, none, none, error, finishedEpochMs);
  }

  /** Whether there are figures. */
  public boolean succeeded() {
    return error.isEmpty();
  }
}
