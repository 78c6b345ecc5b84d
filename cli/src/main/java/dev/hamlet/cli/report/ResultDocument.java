package dev.hamlet.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.common.axis.CellAxes;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal shows of a {@code results.json}; the document holds more.
 *
 * @param experiment which experiment
 * @param cells figures of each cell
 * @param groups the same cell over all its devices, pooled
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResultDocument(Experiment experiment, List<Row> cells, List<Row> groups) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Copies the lists. */
  public ResultDocument {
    cells = List.copyOf(cells);
    groups = List.copyOf(groups);
  }

  /** Reads a document. */
  public static ResultDocument read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a document from its bytes.
   *
   * @param name what to call it in a message
   */
  public static ResultDocument read(String name, byte[] bytes) {
    try {
      return MAPPER.readValue(bytes, ResultDocument.class);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          name + " is not a result document: name a results.json, its folder, or an experiment",
          e);
    }
  }

  /**
   * Which experiment.
   *
   * @param id identity
   * @param name its name
   */
  public record Experiment(String id, String name) {}

  /**
   * Figures of a cell, or of a group of cells.
   *
   * @param model name of the model
   * @param variant label of the variant
   * @param device the device; null for a group
   * @param runtime what executes it
   * @param threads threads of the runtime
   * @param powerMode power mode of the device
   * @param inputIndex input of the set that is measured
   * @param cores kind of core it ran on; null for any
   * @param options further axes
   * @param rails the rails of the energy
   * @param verdict why it ended; null for a group
   * @param verdicts kinds of end of a group's cells; null for a cell
   * @param trials valid trials
   * @param latencySeconds latency of an inference
   * @param netEnergyPerInferenceJoules net energy of an inference
   * @param accuracy share of right answers
   * @param precisionMacro precision, mean over the classes
   * @param recallMacro recall, mean over the classes
   * @param f1Macro F1, mean over the classes
   * @param sizeBytes sizes of the model
   * @param sensor what measured the power
   * @param versusBaseline the cell against its baseline; null for a baseline
   * @param flags what may be wrong with the figures
   */
  public record Row(
      String model,
      String variant,
      @Nullable String device,
      @Nullable String runtime,
      int threads,
      @Nullable String powerMode,
      int inputIndex,
      @Nullable String cores,
      @Nullable Map<String, String> options,
      @Nullable List<String> rails,
      @Nullable Verdict verdict,
      @Nullable List<String> verdicts,
      int trials,
      @Nullable Interval latencySeconds,
      @Nullable Interval netEnergyPerInferenceJoules,
      @Nullable Double accuracy,
      @Nullable Double precisionMacro,
      @Nullable Double recallMacro,
      @Nullable Double f1Macro,
      @Nullable Sizes sizeBytes,
      @Nullable Sensor sensor,
      @Nullable VersusBaseline versusBaseline,
      @Nullable List<Flag> flags) {

    /** What it is measured with. */
    public CellAxes axes() {
      return CellAxes.of(runtime, threads, powerMode, cores, inputIndex, options);
    }

    /** Whether two rows are the same point of the matrix, perhaps on other devices. */
    public boolean samePoint(Row other) {
      return variant.equals(other.variant) && sameSetting(other);
    }

    /** The same but for the variant. */
    public boolean sameSetting(Row other) {
      return model.equals(other.model)
          && Objects.equals(runtime, other.runtime)
          && threads == other.threads
          && inputIndex == other.inputIndex
          && Objects.equals(cores, other.cores)
          && Objects.equals(options, other.options)
          && Objects.equals(powerMode, other.powerMode);
    }
  }

  /**
   * A cell or a group against its baseline.
   *
   * @param latencyRatio of the mean latencies
   * @param netEnergyRatio of the net energies; null if they cannot be compared
   * @param refused why they cannot; null if they can
   */
  public record VersusBaseline(
      @Nullable Ratio latencyRatio, @Nullable Ratio netEnergyRatio, @Nullable String refused) {}

  /**
   * A ratio to the baseline.
   *
   * @param ratio cell over baseline
   * @param different of a cell: whether its interval excludes 1
   * @param differentOnEveryBoard of a group: whether that is so on each device, the same way
   * @param beyondBoards of a group: whether it differs by more than what boards differ
   */
  public record Ratio(
      @Nullable Double ratio,
      boolean different,
      boolean differentOnEveryBoard,
      boolean beyondBoards) {}

  /**
   * A remark on a figure.
   *
   * @param flag its word
   * @param sentence what was found
   */
  public record Flag(String flag, String sentence) {}

  /**
   * Why a cell ended.
   *
   * @param state the kind of end
   * @param reason one sentence
   */
  public record Verdict(String state, @Nullable String reason) {}

  /**
   * A mean and its confidence interval.
   *
   * @param mean mean over the trials
   * @param ciLow lower bound
   * @param ciHigh upper bound
   * @param n trials
   * @param total the interval with the limits of the sensor in it; null if they are not known
   */
  public record Interval(
      @Nullable Double mean,
      @Nullable Double ciLow,
      @Nullable Double ciHigh,
      int n,
      @Nullable Bounds total) {

    /** The mean; NaN if there is none. */
    public double meanOrNan() {
      return mean == null ? Double.NaN : mean;
    }

    /** Half of the random interval over the mean; NaN if there is none. */
    public double halfWidthRatio() {
      return mean == null || ciLow == null || ciHigh == null
          ? Double.NaN
          : (ciHigh - ciLow) / 2 / Math.abs(mean);
    }

    /** Half of the total interval over the mean; of the random one if that is all there is. */
    public double totalHalfWidthRatio() {
      return mean == null || total == null || total.ciLow() == null || total.ciHigh() == null
          ? halfWidthRatio()
          : (total.ciHigh() - total.ciLow()) / 2 / Math.abs(mean);
    }
  }

  /**
   * An interval.
   *
   * @param ciLow lower bound
   * @param ciHigh upper bound
   */
  public record Bounds(@Nullable Double ciLow, @Nullable Double ciHigh) {}

  /**
   * Sizes of a model.
   *
   * @param file bytes as a runtime loads them
   * @param compressed the same after DEFLATE
   */
  public record Sizes(long file, long compressed) {}

  /**
   * What measured the power.
   *
   * @param kind kind of sensor
   * @param simulated whether a twin stands behind it
   * @param settings how it was set, each as {@code name = value}; null if not known
   */
  public record Sensor(String kind, boolean simulated, @Nullable List<String> settings) {}
}
