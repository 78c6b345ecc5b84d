package dev.hamlet.common.statistics;

/**
 * How often each true class was predicted as each class, for classes 0 .. classes - 1.
 *
 * <p>Built once from the two columns and not changed afterwards.
 */
final class ConfusionMatrix {

  private final long[][] counts;
  private final int size;

  private ConfusionMatrix(long[][] counts, int size) {
    this.counts = counts;
    this.size = size;
  }

  /** Counts pairs; a class outside 0 .. classes - 1 is refused. */
  static ConfusionMatrix of(int[] labels, int[] predictions, int classes) {
    if (labels.length == 0 || labels.length != predictions.length) {
      throw new IllegalArgumentException(
          "need as many predictions as labels and at least one, not %d and %d"
              .formatted(predictions.length, labels.length));
    }
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[inRange(labels[i], classes)][inRange(predictions[i], classes)]++;
    }
    return new ConfusionMatrix(counts, labels.length);
  }

  private static int inRange(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "class %d is not one of the %d classes".formatted(label, classes));
    }
    return label;
  }

  /** Number of pairs. */
  int size() {
    return size;
  }

  /** Number of pairs that agree. */
  long correct() {
    long correct = 0;
    for (int c = 0; c < counts.length; c++) {
      correct += counts[c][c];
    }
    return correct;
  }

  /** Precision, recall and F1 of one class; 0 where the divisor is 0. */
  ClassFigures figuresOf(int label) {
    long truePositives = counts[label][label];
    long support = 0;
    long predicted = 0;
    for (int c = 0; c < counts.length; c++) {
      support += counts[label][c];
      predicted += counts[c][label];
    }
    return new ClassFigures(
        ratio(truePositives, predicted),
        ratio(truePositives, support),
        ratio(2 * truePositives, support + predicted),
        support);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
