package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.benchmarks.peers.OtherMethod;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The figures for people. */
final class AccuracyTable {

  private AccuracyTable() {}

  static String of(List<ScenarioFigures> figures) {
    StringBuilder table = new StringBuilder();
    table.append(
        "Net energy per inference against the truth of simulated boards; virtual time, no hardware.\n"
            + "Bias and RMS error: of a cell's figure against the true energy of its own trials,"
            + " board errors off.\n"
            + "Coverage: of the expectation of the load, with its 95 % interval; total: with"
            + " board errors on.\n\n");
    table.append(
        String.format(
            "%-30s %6s %7s %8s %8s %22s %22s  %s%n",
            "scenario",
            "cells",
            "trials",
            "bias %",
            "RMS %",
            "random covers %",
            "total covers %",
            "best other RMS %, ratio"));
    figures.forEach(one -> table.append(line(one)).append('\n'));
    return table.toString();
  }

  static String line(ScenarioFigures figures) {
    if (!figures.accepted()) {
      return String.format("%-30s refused: %s", figures.name(), figures.reason());
    }
    return String.format(
        Locale.ROOT,
        "%-30s %6d %7.1f %+8.3f %8.3f %22s %22s  %s",
        figures.name(),
        figures.cells(),
        figures.meanTrials(),
        100 * figures.hamlet().biasRatio(),
        100 * figures.hamlet().rmsRatio(),
        coverage(figures.random()),
        coverage(figures.total()),
        bestOther(figures));
  }

  private static String coverage(Coverage coverage) {
    return coverage.isKnown()
        ? String.format(
            Locale.ROOT,
            "%.1f (%.1f..%.1f)",
            100 * coverage.ratio(),
            100 * coverage.low(),
            100 * coverage.high())
        : "-";
  }

  private static String bestOther(ScenarioFigures figures) {
    OtherMethod best =
        Arrays.stream(OtherMethod.values())
            .filter(OtherMethod::isPeer)
            .min(Comparator.comparingDouble(method -> errors(figures, method).rmsRatio()))
            .orElseThrow();
    double rms = errors(figures, best).rmsRatio();
    return String.format(
        Locale.ROOT,
        "%.2f (%s), %.1fx%s",
        100 * rms,
        best.word(),
        rms / figures.hamlet().rmsRatio(),
        figures.burstSeconds() > 2 ? "" : " *");
  }

  private static Errors errors(ScenarioFigures figures, OtherMethod method) {
    return Objects.requireNonNull(figures.others().get(method.word()));
  }
}
