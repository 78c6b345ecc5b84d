package dev.hamlet.benchmarks.faults;

import java.util.Map;

/**
 * What became of the supervised trials that one kind of trouble happened to.
 *
 * @param trouble the kind
 * @param sensor configuration of the sensor
 * @param trials how many
 * @param invalid those without a figure
 * @param spared those of them whose figure would have been wrong and without a flag, had only the
 *     samples been judged
 * @param flagged those whose figure counts with a flag
 * @param worstRatio greatest relative error of a figure that counts
 * @param wrong figures that count without a flag and are off by more than 4 %, for a meter's figure
 *     more than that and its stated limit
 * @param wrongCase the first of them; empty if there is none
 * @param said sentences of those without a figure, figures in them replaced by N, and how often
 */
record SupervisedFigures(
    String trouble,
    String sensor,
    int trials,
    int invalid,
    int spared,
    int flagged,
    double worstRatio,
    int wrong,
    String wrongCase,
    Map<String, Integer> said) {}
