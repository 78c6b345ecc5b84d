package dev.hamlet.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      return MAPPER.readValue(Files.readAllBytes(file), ResultDocument.class);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.DATA_LOSS, file + " is not a result document: " + e.getMessage(), e);
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
   */
  public record Row(
      String model,
      String variant,
      @Nullable String device,
      @Nullable String runtime,
      int threads,
      @Nullable String powerMode,
      int inputIndex,
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
      @Nullable Sensor sensor) {}

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
   */
  public record Interval(
      @Nullable Double mean, @Nullable Double ciLow, @Nullable Double ciHigh, int n) {

    double meanOrNan() {
      return mean == null ? Double.NaN : mean;
    }

    double halfWidthRatio() {
      return mean == null || ciLow == null || ciHigh == null
          ? Double.NaN
          : (ciHigh - ciLow) / 2 / Math.abs(mean);
    }
  }

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
   */
  public record Sensor(String kind, boolean simulated) {}
}
