package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.RetryLimits;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the cells of an experiment have in common, so that each of very many is small.
 *
 * @param policy how often trials repeat
 * @param retry how often is tried again what went wrong
 * @param nothing figures of a cell without a trial
 * @param goesOn the decision on a cell without a trial
 * @param trialsOf reads the stored trials of a cell by its id
 */
record TrackTerms(
    TrialPolicy policy,
    RetryLimits retry,
    CellSummary nothing,
    CellDecision goesOn,
    Function<String, List<TrialResult>> trialsOf) {

  /** Terms of each cell; cells whose trials repeat alike share theirs. */
  static Function<PlannedCell, TrackTerms> byCell(
      ExperimentTerms terms, Function<String, List<TrialResult>> trialsOf) {
    Map<TrialPolicy, TrackTerms> known = new HashMap<>();
    return cell ->
        known.computeIfAbsent(terms.policyOf(cell), policy -> of(policy, terms.retry(), trialsOf));
  }

  /** Terms of a policy over a source of stored trials. */
  static TrackTerms of(
      TrialPolicy policy, RetryLimits retry, Function<String, List<TrialResult>> trialsOf) {
    CellSummary nothing = CellSummary.of(List.of(), policy);
    return new TrackTerms(policy, retry, nothing, CellDecision.of(nothing, policy), trialsOf);
  }
}
