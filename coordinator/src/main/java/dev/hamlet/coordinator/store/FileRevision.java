package dev.hamlet.coordinator.store;

/**
 * A file that an experiment was submitted or extended with.
 *
 * @param fileName name of the file
 * @param fileText the file as the user wrote it
 * @param restriction what of the file was asked for, in words; empty for all of it
 * @param epochMs when, wall clock, ms since 1970-01-01 UTC
 */
public record FileRevision(String fileName, String fileText, String restriction, long epochMs) {}
