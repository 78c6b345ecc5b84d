package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How each cell of an experiment is measured: as the experiment is, changed by every override that
 * matches, in the order of the file. Cells that are measured alike share one value.
 *
 * <p>Threads: any.
 */
public final class CellSettings {

  private final Settings all;
  private final List<CellOverride> overrides;
  private final Map<BitSet, Settings> known = new ConcurrentHashMap<>();

  /**
   * How one cell is measured.
   *
   * @param protocol how a trial is measured, before it is adapted to a device's sensors
   * @param trials how often trials repeat
   */
  public record Settings(MeasurementProtocol protocol, TrialPolicy trials) {}

  private CellSettings(Settings all, List<CellOverride> overrides) {
    this.all = all;
    this.overrides = overrides;
  }

  /** The settings of a file's cells. */
  public static CellSettings of(ExperimentFile file) {
    return new CellSettings(new Settings(file.protocol(), file.trials()), file.overrides());
  }

  /** What holds where no override matches. */
  public Settings ofMost() {
    return all;
  }

  /**
   * The settings of one cell.
   *
   * @param axis value of each of its axes by name; empty for what it does not have
   */
  public Settings of(Function<String, Optional<String>> axis) {
    if (overrides.isEmpty()) {
      return all;
    }
    BitSet matching = new BitSet();
    for (int i = 0; i < overrides.size(); i++) {
      if (matches(overrides.get(i), axis)) {
        matching.set(i);
      }
    }
    return matching.isEmpty() ? all : known.computeIfAbsent(matching, this::settings);
  }

  private Settings settings(BitSet matching) {
    Settings settings = all;
    for (int i = 0; i < overrides.size(); i++) {
      if (matching.get(i)) {
        CellOverride override = overrides.get(i);
        settings =
            new Settings(
                override.protocol().to(settings.protocol()),
                override.trials().to(settings.trials()));
      }
    }
    return settings;
  }

  private static boolean matches(CellOverride override, Function<String, Optional<String>> axis) {
    for (Map.Entry<String, String> wanted : override.where().entrySet()) {
      if (axis.apply(wanted.getKey()).filter(wanted.getValue()::equals).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
