package dev.hamlet.common.experiment;

/**
 * Why a cell ended.
 *
 * @param state the kind of end
 * @param reason one sentence for a person
 */
public record Verdict(VerdictState state, String reason) {}
