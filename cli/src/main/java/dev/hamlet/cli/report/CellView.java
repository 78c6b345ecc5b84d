package dev.hamlet.cli.report;

import dev.hamlet.common.axis.CellAxes;
import dev.hamlet.proto.v1.CellStatus;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cell as {@code --json} shows it; means are 0 while there are none.
 *
 * @param cellId identity
 * @param model name of the model
 * @param variant label of the variant
 * @param device name of the device
 * @param runtime what executes it
 * @param threads threads of the runtime
 * @param powerMode power mode of the device
 * @param cores kind of core it runs on; empty if the file does not say
 * @param inputIndex input of the set that is measured; null from an earlier coordinator
 * @param options the user's own axes
 * @param state waiting, running, or the verdict
 * @param reason one sentence for the verdict
 * @param trialsValid trials that count
 * @param trialsInvalid trials that do not
 * @param latencySeconds mean
 * @param latencyHalfWidthRatio half-width of its interval over the mean
 * @param netEnergyPerInferenceJoules mean
 * @param netEnergyHalfWidthRatio half-width of its interval over the mean
 */
public record CellView(
    String cellId,
    String model,
    String variant,
    String device,
    String runtime,
    int threads,
    String powerMode,
    String cores,
    @Nullable Integer inputIndex,
    Map<String, String> options,
    String state,
    String reason,
    int trialsValid,
    int trialsInvalid,
    double latencySeconds,
    double latencyHalfWidthRatio,
    double netEnergyPerInferenceJoules,
    double netEnergyHalfWidthRatio) {

  /** Copies the options, by name. */
  public CellView {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** From the wire. */
  public static CellView of(CellStatus status) {
    return new CellView(
        status.getCellId(),
        status.getModel(),
        status.getVariant(),
        status.getDevice(),
        status.getRuntime(),
        status.getThreads(),
        status.getPowerMode(),
        status.getCores(),
        status.hasInputIndex() ? status.getInputIndex() : null,
        status.getOptionsMap(),
        status.getState(),
        status.getReason(),
        status.getTrialsValid(),
        status.getTrialsInvalid(),
        status.getLatencySeconds(),
        status.getLatencyHalfWidthRatio(),
        status.getNetEnergyPerInferenceJoules(),
        status.getNetEnergyHalfWidthRatio());
  }

  /** What it is measured with. */
  CellAxes axes() {
    int input = inputIndex == null ? -1 : inputIndex;
    return CellAxes.of(runtime, threads, powerMode, cores, input, options);
  }
}
