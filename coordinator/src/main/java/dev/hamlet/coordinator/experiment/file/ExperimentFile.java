package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.config.Problem;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment file says, with every default filled in.
 *
 * @param name name of the experiment
 * @param owner who it belongs to; empty for who hands it in
 * @param models models by name, in the order of the file
 * @param inputs what goes into the models
 * @param matrix what is varied
 * @param devices where it is measured
 * @param energyRails which rails its energy is summed over
 * @param protocol how a trial is measured, before it is adapted to a device's sensors
 * @param trials how often trials repeat
 * @param overrides values for some cells, in the order of the file
 * @param seed seed of orders and gaps
 * @param compareTo the axis values of the cells that others are compared to
 * @param retry how often is tried again what went wrong
 * @param timeouts longest times
 * @param dispatch its place among other experiments
 * @param remoteWrite where its raw traces are published
 * @param warnings what was read but has no effect in this version
 */
public record ExperimentFile(
    String name,
    String owner,
    Map<String, ModelSource> models,
    InputChoice inputs,
    Matrix matrix,
    DeviceChoice devices,
    EnergyRails energyRails,
    MeasurementProtocol protocol,
    TrialPolicy trials,
    List<CellOverride> overrides,
    long seed,
    Map<String, String> compareTo,
    RetryLimits retry,
    Timeouts timeouts,
    Dispatch dispatch,
    Optional<RemoteWrite> remoteWrite,
    List<Problem> warnings) {

  /** Copies the collections. */
  public ExperimentFile {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    overrides = List.copyOf(overrides);
    compareTo = Map.copyOf(compareTo);
    warnings = List.copyOf(warnings);
  }

  /** Longest time of measuring for the whole experiment. */
  public Optional<Duration> timeLimit() {
    return timeouts.experiment();
  }

  /** Label of the variant that others are compared to. */
  public String baselineVariant() {
    return compareTo.getOrDefault(Matrix.VARIANT, VariantSpec.BASELINE);
  }
}
