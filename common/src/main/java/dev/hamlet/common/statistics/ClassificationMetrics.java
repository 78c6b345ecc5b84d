package dev.hamlet.common.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well predictions match labels, in the sense of scikit-learn's {@code
 * precision_recall_fscore_support} with {@code zero_division=0} and a fixed list of labels 0 ..
 * classes - 1: macro is the plain mean over all classes, absent ones included as 0; weighted is the
 * mean by support. Macro F1 is the mean of the classes' F1, not the F1 of macro precision and
 * recall.
 *
 * @param accuracy correct predictions over all
 * @param macro means over classes; its support is the number of inputs
 * @param weighted means over classes by support; its support is the number of inputs
 * @param classes the figures of each class, in order
 */
public record ClassificationMetrics(
    double accuracy, ClassFigures macro, ClassFigures weighted, List<ClassFigures> classes) {

  /** Copies the list. */
  public ClassificationMetrics {
    classes = List.copyOf(classes);
  }

  /**
   * From one label and one prediction per input.
   *
   * @param labels true classes, each within 0 .. classes - 1; at least one
   * @param predictions predicted classes, as many
   * @param classes number of classes
   */
  public static ClassificationMetrics of(int[] labels, int[] predictions, int classes) {
    ConfusionMatrix matrix = ConfusionMatrix.of(labels, predictions, classes);
    List<ClassFigures> figures = new ArrayList<>(classes);
    for (int label = 0; label < classes; label++) {
      figures.add(matrix.figuresOf(label));
    }
    return new ClassificationMetrics(
        (double) matrix.correct() / matrix.size(),
        mean(figures, matrix.size(), one -> 1.0 / classes),
        mean(figures, matrix.size(), one -> (double) one.support() / matrix.size()),
        figures);
  }

  private static ClassFigures mean(
      List<ClassFigures> figures, long support, ToDoubleFunction<ClassFigures> weight) {
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    for (ClassFigures one : figures) {
      precision += weight.applyAsDouble(one) * one.precision();
      recall += weight.applyAsDouble(one) * one.recall();
      f1 += weight.applyAsDouble(one) * one.f1();
    }
    return new ClassFigures(precision, recall, f1, support);
  }
}
