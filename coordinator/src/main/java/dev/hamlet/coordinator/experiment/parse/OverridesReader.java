package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.CellOverride;
import dev.hamlet.coordinator.experiment.schema.OverrideKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Section {@code overrides}. */
final class OverridesReader {

  private OverridesReader() {}

  /**
   * The entries, in order.
   *
   * @param base the trials that they change
   */
  static List<CellOverride> read(
      YamlMap root, MatrixReader matrix, TrialPolicy base, NodeReader reader) {
    List<CellOverride> overrides = new ArrayList<>();
    for (YamlMap entry : OverrideKeys.OVERRIDES.in(root, reader).orElse(List.of())) {
      Optional<YamlMap> where = OverrideKeys.WHERE.in(entry, reader);
      Optional<YamlMap> set = OverrideKeys.SET.in(entry, reader);
      entry.refuseRest();
      Map<String, String> point = where.map(matrix::point).orElse(Map.of());
      set.map(values -> override(point, values, base, reader)).ifPresent(overrides::add);
    }
    return overrides;
  }

  private static CellOverride override(
      Map<String, String> where, YamlMap set, TrialPolicy base, NodeReader reader) {
    if (set.keys().isEmpty()) {
      reader.findings().problem(set.node(), "set is empty: name what holds for these cells");
    }
    CellOverride override =
        new CellOverride(
            where, ProtocolReader.read(set, reader), TrialsReader.read(set, base, reader));
    set.refuseRest();
    return override;
  }
}
