package dev.hamlet.coordinator.store;

import dev.hamlet.coordinator.experiment.ExperimentState;
import java.util.Set;
import java.util.TreeSet;

/**
 * An experiment as submitted, and how far it is. Times are wall clock, ms since 1970-01-01 UTC, for
 * display only; 0 means not yet.
 *
 * @param id identity, for instance {@code e-20261122-8f3c2a}
 * @param submissionId chosen by the client: a repeated submission is the same experiment
 * @param name name in the file
 * @param owner owner in the file
 * @param fileName name of the file, for messages
 * @param fileText the file as the user wrote it
 * @param seed seed of orders and gaps
 * @param inputSet SHA-256 of the bundle of the input set, hexadecimal
 * @param state how far it is
 * @param reason one sentence on how it ended; empty while it runs
 * @param submittedEpochMs when it was submitted
 * @param startedEpochMs when its first lease was granted
 * @param finishedEpochMs when it ended
 * @param onDevices names of the only devices that it was asked for on, separated by spaces; empty
 *     if the file alone decides
 */
public record ExperimentRecord(
    String id,
    String submissionId,
    String name,
    String owner,
    String fileName,
    String fileText,
    long seed,
    String inputSet,
    ExperimentState state,
    String reason,
    long submittedEpochMs,
    long startedEpochMs,
    long finishedEpochMs,
    String onDevices) {

  /** One that was submitted right now and has not started. */
  public static ExperimentRecord submitted(
      String id,
      String submissionId,
      String name,
      String owner,
      String fileName,
      String fileText,
      long seed,
      String inputSet,
      long submittedEpochMs) {
    return new ExperimentRecord(
        id,
        submissionId,
        name,
        owner,
        fileName,
        fileText,
        seed,
        inputSet,
        ExperimentState.RUNNING,
        "",
        submittedEpochMs,
        0,
        0,
        "");
  }

  /** The same experiment, asked for on these devices only; on any if there are none. */
  public ExperimentRecord on(Set<String> devices) {
    return new ExperimentRecord(
        id,
        submissionId,
        name,
        owner,
        fileName,
        fileText,
        seed,
        inputSet,
        state,
        reason,
        submittedEpochMs,
        startedEpochMs,
        finishedEpochMs,
        words(devices));
  }

  /** Whether it may be measured on a device, as far as devices were asked for. */
  public boolean mayRunOn(String device) {
    return onDevices.isEmpty() || Set.of(onDevices.split(" ")).contains(device);
  }

  /** Names of devices as they are stored: none of them contains a space. */
  public static String words(Set<String> devices) {
    return String.join(" ", new TreeSet<>(devices));
  }
}
