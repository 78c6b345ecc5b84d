package dev.hamlet.common.inference;

import dev.hamlet.common.time.TimeInterval;

/**
 * One phase of a trial.
 *
 * @param kind which
 * @param interval when, device monotonic ns
 */
public record Phase(PhaseKind kind, TimeInterval interval) {}
