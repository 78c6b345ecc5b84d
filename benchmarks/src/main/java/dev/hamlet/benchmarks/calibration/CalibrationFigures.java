package dev.hamlet.benchmarks.calibration;

/**
 * What the steps on one configuration of the sensor showed.
 *
 * @param word CONFIG word
 * @param trueMs its time constant, in ms
 * @param roundMs its round, in ms
 * @param steps how many steps
 * @param refused steps that no fit was made of
 * @param meanMs mean of the fitted time constants, in ms
 * @param greatestErrorRatio greatest relative error; of a time constant below a round: the greatest
 *     fitted one over the round
 * @param withinRatio share of the steps within 5 % of the truth; of a time constant below a round:
 *     found to be none
 * @param coverageRatio share of the steps whose stated error holds the truth
 */
record CalibrationFigures(
    int word,
    double trueMs,
    double roundMs,
    int steps,
    int refused,
    double meanMs,
    double greatestErrorRatio,
    double withinRatio,
    double coverageRatio) {}
