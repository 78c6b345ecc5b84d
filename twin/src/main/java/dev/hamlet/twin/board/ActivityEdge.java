package dev.hamlet.twin.board;

/**
 * The activity of a board changes.
 *
 * @param monotonicNs when, device monotonic ns
 * @param levelMilli level from then on: 1000 x busy threads
 */
public record ActivityEdge(long monotonicNs, int levelMilli) {}
