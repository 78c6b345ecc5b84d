package dev.hamlet.benchmarks.faults;

/**
 * What became of the trials that one kind of fault happened to.
 *
 * @param fault the kind
 * @param sensor configuration of the sensor
 * @param trials how many
 * @param valid those whose figure counts
 * @param flagged those of them that carry a flag
 * @param worstRatio greatest relative error of a figure that counts
 * @param wrong figures that count without a flag and are off by more than 4 %: ten times the usual
 * @param wrongCase the first of them; empty if there is none
 * @param sentence what the first invalid trial was refused for; empty if there is none
 */
record FaultFigures(
    String fault,
    String sensor,
    int trials,
    int valid,
    int flagged,
    double worstRatio,
    int wrong,
    String wrongCase,
    String sentence) {}
