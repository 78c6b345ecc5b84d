package dev.hamlet.agent.sensor.calibration;

import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a calibration found, kept in the agent's state folder until the next one.
 *
 * <p>It holds for the settings that it was made with: driver, CONFIG word and averages. Under
 * others it is not applied.
 */
public final class CalibrationFile {

  private static final String NAME = "sensor-calibration.properties";

  private final Path file;

  private CalibrationFile(Path file) {
    this.file = file;
  }

  /** In an agent's state folder. */
  public static CalibrationFile in(Path stateFolder) {
    return new CalibrationFile(stateFolder.resolve(NAME));
  }

  /** In the folder of another file of the same agent. */
  public static CalibrationFile beside(Path other) {
    return new CalibrationFile(other.resolveSibling(NAME));
  }

  /**
   * Remembers a fit.
   *
   * @throws HamletException RESOURCE if it cannot be written
   */
  public void save(SensorGroup group, StepFit fit) {
    Properties properties = new Properties();
    properties.setProperty("settings", settings(group));
    properties.setProperty("time_constant_ns", Long.toString(fit.timeConstantNs()));
    properties.setProperty("error_ns", Long.toString(fit.errorNs()));
    try (StringWriter text = new StringWriter()) {
      properties.store(text, "a step of the load, seen through this board's sensor");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot write " + file + ": name a writable folder", e);
    }
  }

  /** The group with its time constant as calibrated, if a calibration holds for its settings. */
  public SensorGroup apply(SensorGroup group) {
    return load()
        .filter(found -> settings(group).equals(found.getProperty("settings")))
        .map(found -> apply(group, found))
        .orElse(group);
  }

  /** The group with what a fit found. */
  public static SensorGroup apply(SensorGroup group, StepFit fit) {
    return apply(group, fit.timeConstantNs(), fit.errorNs());
  }

  private static SensorGroup apply(SensorGroup group, Properties found) {
    return apply(
        group,
        Long.parseLong(found.getProperty("time_constant_ns")),
        Long.parseLong(found.getProperty("error_ns")));
  }

  private static SensorGroup apply(SensorGroup group, long timeConstantNs, long errorNs) {
    return group
        .withTimes(timeConstantNs, group.lagNs(), group.refreshRateHz())
        .with(group.facts().calibrated(errorNs));
  }

  private static String settings(SensorGroup group) {
    return "%s %d %d"
        .formatted(group.facts().driver(), group.facts().configWord(), group.facts().averages());
  }

  private Optional<Properties> load() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      return Optional.of(properties);
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot read " + file + ": delete it and calibrate again", e);
    }
  }
}
