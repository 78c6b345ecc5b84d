package dev.hamlet.coordinator.result;

/**
 * A remark on a figure.
 *
 * @param kind what it is about
 * @param sentence one sentence with the numbers behind it
 */
public record Flag(FlagKind kind, String sentence) {}
