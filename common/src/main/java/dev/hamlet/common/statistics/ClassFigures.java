package dev.hamlet.common.statistics;

/**
 * How well one class is told from the others.
 *
 * @param precision TP / (TP + FP); 0 if the class is never predicted
 * @param recall TP / (TP + FN); 0 if the class never occurs
 * @param f1 2 TP / (2 TP + FN + FP); 0 if the class neither occurs nor is predicted
 * @param support how often the class occurs
 */
public record ClassFigures(double precision, double recall, double f1, long support) {}
