package dev.hamlet.coordinator.experiment.file;

/**
 * Which inputs of which set are used.
 *
 * @param set name of the input set
 * @param measureCount how many inputs are measured, each in cells of its own
 * @param measureSeed seed of their choice
 * @param evaluateCount inputs that accuracy is evaluated on, from the start of the set; 0 for all
 */
public record InputChoice(String set, int measureCount, long measureSeed, int evaluateCount) {}
