package dev.hamlet.cli.command.trace;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.TracesRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which raw traces of which experiment. */
public final class TraceSelectionOptions {

  @Parameters(paramLabel = "EXPERIMENT", description = "An experiment.")
  private String experiment;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      split = ",",
      description = "Of these devices only.",
      showDefaultValue = Visibility.NEVER)
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--rail",
      paramLabel = "NAME",
      split = ",",
      description = "Of these rails only.",
      showDefaultValue = Visibility.NEVER)
  private List<String> rails = new ArrayList<>();

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      split = ",",
      description = "Of these cells only.",
      showDefaultValue = Visibility.NEVER)
  private List<String> cells = new ArrayList<>();

  @Option(
      names = "--trial",
      paramLabel = "N",
      split = ",",
      description = "Of the trials of these numbers only.",
      showDefaultValue = Visibility.NEVER)
  private List<Integer> trials = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only samples from then on, for instance 2026-11-22T14:00:00Z.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", description = "Only samples before then.")
  private @Nullable String until;

  @Option(
      names = "--with-invalid",
      description = "Trials too whose figures do not count; otherwise valid ones only.")
  private boolean withInvalid;

  /** The experiment's id. */
  String experiment() {
    return experiment;
  }

  TracesRequest request() {
    return TracesRequest.newBuilder()
        .setExperimentId(experiment)
        .addAllDevices(devices)
        .addAllRails(rails)
        .addAllCells(cells)
        .addAllTrials(trials)
        .setFromEpochMs(epochMs("--from", from))
        .setToEpochMs(epochMs("--until", until))
        .setWithInvalid(withInvalid)
        .build();
  }

  private static long epochMs(String option, @Nullable String text) {
    try {
      return text == null ? 0 : Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          option + " " + text + " is no time: write it as 2026-11-22T14:00:00Z",
          e);
    }
  }
}
