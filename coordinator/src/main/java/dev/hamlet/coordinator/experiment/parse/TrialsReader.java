package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.TrialsChange;
import dev.hamlet.coordinator.experiment.schema.TrialKeys;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Section {@code trials}. */
final class TrialsReader {

  private TrialsReader() {}

  /**
   * What the section of a map says: the file's own, or that of an override.
   *
   * @param base what it changes
   */
  static TrialsChange read(YamlMap map, TrialPolicy base, NodeReader reader) {
    Optional<YamlMap> trials = TrialKeys.TRIALS.in(map, reader);
    Optional<YamlMap> interval = TrialKeys.CI.in(trials, reader);
    TrialsChange change =
        new TrialsChange(
            TrialKeys.MIN.in(trials, reader),
            TrialKeys.MAX.in(trials, reader),
            TrialKeys.VISIT.in(trials, reader),
            TrialKeys.LEVEL.in(interval, reader),
            TrialKeys.WIDTH.in(interval, reader),
            interval.flatMap(ci -> TrialKeys.OF.in(ci, reader, "word for the width")),
            TrialKeys.ABSOLUTE_WIDTH_JOULES.in(interval, reader),
            TrialKeys.METRICS.in(interval, reader).map(Set::copyOf));
    interval.ifPresent(YamlMap::refuseRest);
    trials.ifPresent(section -> bounds(section, change, base, reader));
    trials.ifPresent(YamlMap::refuseRest);
    return change;
  }

  private static void bounds(
      YamlMap trials, TrialsChange change, TrialPolicy base, NodeReader reader) {
    Node node = trials.take(TrialKeys.MAX.name());
    int min = change.min().orElse(base.min());
    if (node != null && change.max().isPresent() && change.max().get() < min) {
      reader.findings().problem(node, "max is " + change.max().get() + " but min is " + min);
    }
  }
}
