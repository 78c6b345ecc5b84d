package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.statistics.robust.OutlierFlags;
import dev.hamlet.coordinator.comparison.Figure;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.CellTrials;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import dev.hamlet.coordinator.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be wrong with a cell's figures. */
final class CellFlags {

  /** Share of invalid trials from which on it is worth a remark. */
  static final double MANY_INVALID = 0.1;

  private CellFlags() {}

  /** Those of its trials, one for each kind, and those that only all trials together show. */
  static List<Flag> of(CellFigures cell) {
    List<Flag> flags = new ArrayList<>();
    for (FlagKind kind : FlagKind.values()) {
      ofTrials(cell.trials(), kind).ifPresent(flags::add);
    }
    outliers(cell).ifPresent(flags::add);
    manyInvalid(cell.summary()).ifPresent(flags::add);
    settings(List.of(cell)).ifPresent(flags::add);
    versions(List.of(cell)).ifPresent(flags::add);
    return flags;
  }

  /** Of cells that differ in the device only: what pooling them adds. */
  static List<Flag> pooled(List<CellFigures> cells) {
    return Stream.concat(settings(cells).stream(), versions(cells).stream()).toList();
  }

  static void json(ArrayNode nodes, List<Flag> flags) {
    for (Flag flag : flags) {
      ObjectNode node = nodes.addObject();
      node.put("flag", flag.kind().word());
      node.put("sentence", flag.sentence());
    }
  }

  private static Optional<Flag> ofTrials(List<TrialResult> trials, FlagKind kind) {
    List<TrialResult> flagged =
        trials.stream()
            .filter(trial -> trial.flags().stream().anyMatch(flag -> flag.kind() == kind))
            .toList();
    return flagged.stream()
        .flatMap(trial -> trial.flags().stream())
        .filter(flag -> flag.kind() == kind)
        .findFirst()
        .map(
            first ->
                new Flag(
                    kind,
                    "In %d of %d trials, first in trial %d: %s"
                        .formatted(
                            flagged.size(),
                            trials.size(),
                            flagged.get(0).trialNumber(),
                            first.sentence())));
  }

  private static Optional<Flag> outliers(CellFigures cell) {
    CellTrials trials = CellTrials.of(cell.trials());
    List<String> found = new ArrayList<>();
    for (Figure figure : List.of(Figure.LATENCY, Figure.NET_ENERGY)) {
      List<String> numbers =
          OutlierFlags.of(figure.of(trials).values()).byDeviation().stream()
              .map(position -> String.valueOf(trials.trialNumbers().get(position)))
              .toList();
      if (!numbers.isEmpty()) {
        found.add(
            "%s of trial %s"
                .formatted(
                    figure.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    String.join(", ", numbers)));
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Flag(
                FlagKind.OUTLIER,
                "More than 3.5 robust standard deviations from the median, and counted: %s."
                    .formatted(String.join("; ", found))));
  }

  private static Optional<Flag> manyInvalid(CellSummary summary) {
    return summary.invalidShare() <= MANY_INVALID
        ? Optional.empty()
        : Optional.of(
            new Flag(
                FlagKind.MANY_INVALID_TRIALS,
                String.format(
                    Locale.ROOT,
                    "%d of %d trials that ran do not count: those that do may be chosen ones.",
                    summary.trialsInvalid(),
                    summary.trials() + summary.trialsInvalid())));
  }

  private static Optional<Flag> versions(List<CellFigures> cells) {
    List<String> all =
        cells.stream().flatMap(cell -> cell.agentVersions().stream()).distinct().toList();
    return all.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Flag(
                FlagKind.AGENT_VERSIONS_DIFFER,
                "The trials were measured by agents of %d versions: %s."
                    .formatted(all.size(), String.join(", ", all))));
  }

  private static Optional<Flag> settings(List<CellFigures> cells) {
    List<SensorSettings> all =
        cells.stream().flatMap(cell -> cell.settings().stream()).distinct().toList();
    return all.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Flag(
                FlagKind.SENSOR_SETTINGS_DIFFER,
                "The trials were measured under %d sensor settings: %s."
                    .formatted(all.size(), String.join(", ", all.get(0).differences(all.get(1))))));
  }
}
