package dev.hamlet.common.worker.serve;

/** The class that a model predicts. */
final class HighestScore {

  private HighestScore() {}

  /**
   * Class with the highest of {@code classes} scores that start at {@code from}; the lowest index
   * wins a tie. If a score is not a number the prediction is {@code classes}, which no label is:
   * such an answer counts as wrong.
   */
  static int of(float[] scores, int from, int classes) {
    int best = 0;
    for (int i = 0; i < classes; i++) {
      if (Float.isNaN(scores[from + i])) {
        return classes;
      }
      if (scores[from + i] > scores[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
