package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import dev.hamlet.coordinator.experiment.file.Dispatch;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.experiment.file.RetryLimits;
import dev.hamlet.coordinator.experiment.file.Timeouts;
import dev.hamlet.coordinator.experiment.plan.AbleDevices;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the driver needs to know of an experiment file.
 *
 * @param policy how often trials repeat, unless an override matches the cell
 * @param protocol how a trial is measured, by device, unless an override matches the cell
 * @param baseline label of the variant that the others are compared to; empty if there is none
 * @param evaluationInputs inputs to evaluate; 0 for all
 * @param timeLimit longest time from the first lease to the last verdict; null for none
 * @param own what cells have of their own
 * @param retry how often is tried again what went wrong
 * @param timeouts longest times
 * @param dispatch its place among other experiments
 * @param substitutes which devices may measure what was planned for another
 */
public record ExperimentTerms(
    TrialPolicy policy,
    DeviceProtocol protocol,
    String baseline,
    int evaluationInputs,
    @Nullable Duration timeLimit,
    OwnTerms own,
    RetryLimits retry,
    Timeouts timeouts,
    Dispatch dispatch,
    Substitutes substitutes) {

  /** Terms of an experiment whose file leaves retries, timeouts and its place to the defaults. */
  public ExperimentTerms(
      TrialPolicy policy,
      DeviceProtocol protocol,
      String baseline,
      int evaluationInputs,
      @Nullable Duration timeLimit) {
    this(
        policy,
        protocol,
        baseline,
        evaluationInputs,
        timeLimit,
        cell -> Optional.empty(),
        RetryLimits.DEFAULT,
        Timeouts.NONE,
        Dispatch.DEFAULT,
        Substitutes.NONE);
  }

  /**
   * The terms of a file.
   *
   * @param asked which devices it was asked for on, by name
   */
  public static ExperimentTerms of(ExperimentFile file, Predicate<String> asked) {
    return new ExperimentTerms(
        file.trials(),
        remembered(device -> protocol(file, device)),
        file.baselineVariant(),
        file.inputs().evaluateCount(),
        file.timeLimit().orElse(null),
        own(file),
        file.retry(),
        file.timeouts(),
        file.dispatch(),
        substitutes(file, asked));
  }

  /**
   * With {@code run_on: one}, a board of the same kind that was asked for and can measure every
   * point, in the same way; else none.
   */
  private static Substitutes substitutes(ExperimentFile file, Predicate<String> asked) {
    if (file.devices().count().orElse(0) != 1) {
      return Substitutes.NONE;
    }
    AbleDevices able = ExperimentPlanner.able(file);
    return (planned, other) ->
        asked.test(other.name())
            && planned.board().equals(other.board())
            && planned.simulated() == other.simulated()
            && !other.attached()
            && able.test(other.facts())
            && protocol(file, planned).equals(protocol(file, other));
  }

  /** Asked for every cell that is placed: of each device the last answer is kept. */
  private static DeviceProtocol remembered(DeviceProtocol asked) {
    record Answer(DeviceRecord device, MeasurementProtocol protocol) {}
    Map<String, Answer> known = new ConcurrentHashMap<>();
    return device ->
        known
            .compute(
                device.name(),
                (name, last) ->
                    last != null && last.device().equals(device)
                        ? last
                        : new Answer(device, asked.on(device)))
            .protocol();
  }

  private static MeasurementProtocol protocol(ExperimentFile file, DeviceRecord device) {
    return ProtocolTimes.forSensors(
        file.protocol(), device.facts().sensorsOf(file.energyRails().names()));
  }

  private static OwnTerms own(ExperimentFile file) {
    CellSettings settings = CellSettings.of(file);
    List<String> rails = file.energyRails().names();
    return cell ->
        Optional.of(settings.of(cell::axis))
            .filter(own -> !own.equals(settings.ofMost()))
            .map(
                own ->
                    new OwnTerms.Own(
                        own.trials(),
                        device ->
                            ProtocolTimes.forSensors(
                                own.protocol(), device.facts().sensorsOf(rails))));
  }

  /** How often the trials of a cell repeat. */
  public TrialPolicy policyOf(PlannedCell cell) {
    return own.of(cell).map(OwnTerms.Own::policy).orElse(policy);
  }

  /** How the trials of a cell are measured on a device. */
  public MeasurementProtocol protocolOf(PlannedCell cell, DeviceRecord device) {
    return ownProtocolOf(cell, device).orElseGet(() -> protocol.on(device));
  }

  /** How the trials of a cell are measured on a device, where an override matches it. */
  public Optional<MeasurementProtocol> ownProtocolOf(PlannedCell cell, DeviceRecord device) {
    return own.of(cell).map(terms -> terms.protocol().on(device));
  }

  /** What cells have of their own. */
  @FunctionalInterface
  public interface OwnTerms {

    /** The terms of one cell; empty where those of the experiment hold. */
    Optional<Own> of(PlannedCell cell);

    /**
     * Terms of one cell.
     *
     * @param policy how often its trials repeat
     * @param protocol how they are measured, by device
     */
    record Own(TrialPolicy policy, DeviceProtocol protocol) {}
  }

  /** The protocol, adapted to a device's sensors. */
  @FunctionalInterface
  public interface DeviceProtocol {

    /** How a trial is measured on that device. */
    MeasurementProtocol on(DeviceRecord device);
  }

  /** Whether a device may measure what was planned for another of which no trial has run. */
  @FunctionalInterface
  public interface Substitutes {

    /** Every device does its own. */
    Substitutes NONE = (planned, other) -> false;

    /** Whether the other may do it instead. */
    boolean may(DeviceRecord planned, DeviceRecord other);
  }
}
