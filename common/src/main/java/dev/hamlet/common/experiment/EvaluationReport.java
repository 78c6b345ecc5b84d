package dev.hamlet.common.experiment;

import java.util.List;

/**
 * An artifact was run over a labelled input set, or could not be.
 *
 * @param lease the lease it ran under
 * @param artifact SHA-256 of the model's bundle, hexadecimal
 * @param runtime kind of worker
 * @param inputSet SHA-256 of the bundle of the input set, hexadecimal
 * @param predictions class with the highest score for each input, in order; empty on an error
 * @param labels the right class of each of these inputs
 * @param classes number of classes
 * @param error one sentence if it failed, else empty
 * @param modelFault true if the cause is the model or its artifact
 */
public record EvaluationReport(
    LeaseRef lease,
    String artifact,
    String runtime,
    String inputSet,
    List<Integer> predictions,
    List<Integer> labels,
    int classes,
    String error,
    boolean modelFault)
    implements AgentReport {

  /** Copies the lists and refuses lists of unequal length. */
  public EvaluationReport {
    predictions = List.copyOf(predictions);
    labels = List.copyOf(labels);
    if (predictions.size() != labels.size()) {
      throw new IllegalArgumentException(
          predictions.size() + " predictions but " + labels.size() + " labels");
    }
  }
}
