package dev.hamlet.agent.device;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Temperature;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Any Linux machine: thermal zones of {@code sys/class/thermal}, and the one power mode {@value
 * #DEFAULT_MODE}.
 *
 * <p>A zone counts as not readable while its file is missing, empty, refuses (EAGAIN) or holds no
 * number.
 */
public final class LinuxBoard implements Board {

  /** The only power mode. */
  public static final String DEFAULT_MODE = "default";

  private static final int MAX_ZONES = 64;

  private final Path thermal;

  /**
   * A board under a root.
   *
   * @param root what stands for {@code /}
   */
  public LinuxBoard(Path root) {
    this.thermal = root.resolve("sys/class/thermal");
  }

  @Override
  public String kind() {
    return "linux";
  }

  @Override
  public boolean simulated() {
    return false;
  }

  @Override
  public List<Temperature> temperatures() {
    List<Temperature> temperatures = new ArrayList<>();
    for (Path zone : zones()) {
      temperature(zone).ifPresent(temperatures::add);
    }
    return temperatures;
  }

  @Override
  public List<String> powerModes() {
    return List.of(DEFAULT_MODE);
  }

  @Override
  public String powerMode() {
    return DEFAULT_MODE;
  }

  @Override
  public void setPowerMode(String mode) {
    if (!mode.equals(DEFAULT_MODE)) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "this board has no power mode " + mode + ", only " + DEFAULT_MODE);
    }
  }

  private List<Path> zones() {
    List<Path> zones = new ArrayList<>();
    if (!Files.isDirectory(thermal)) {
      return zones;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(thermal, "thermal_zone*")) {
      for (Path zone : found) {
        if (zones.size() < MAX_ZONES) {
          zones.add(zone);
        }
      }
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot list " + thermal, e);
    }
    zones.sort(null);
    return zones;
  }

  private static Optional<Temperature> temperature(Path zone) {
    try {
      String name = Files.readString(zone.resolve("type")).strip();
      long milliCelsius = Long.parseLong(Files.readString(zone.resolve("temp")).strip());
      return Optional.of(new Temperature(name, milliCelsius / 1000.0));
    } catch (IOException | NumberFormatException ignored) {
      // some zones of real boards answer EAGAIN or nothing at all: a zone that is not there now
      return Optional.empty();
    }
  }
}
