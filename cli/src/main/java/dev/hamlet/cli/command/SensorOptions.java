package dev.hamlet.cli.command;

import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.agent.sensor.discovery.SensorKind;
import dev.hamlet.agent.sensor.profile.BoardProfile;
import dev.hamlet.agent.sensor.profile.BoardProfileReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What reads the power of this board. */
final class SensorOptions {

  @Option(
      names = "--sensor",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = {
        "What reads power: ina3221x (L4T), hwmon (mainline's ina3221), rapl (a PC's energy counters),",
        "or auto: the first of these that is there."
      })
  private SensorKind kind = SensorKind.AUTO;

  @Option(
      names = "--rails",
      split = ",",
      paramLabel = "RAIL",
      description = "Rails to read together. Without it: VDD_IN, VDD_SYS_GPU, VDD_SYS_CPU.")
  private @Nullable List<String> rails;

  @Option(
      names = "--board-profile",
      paramLabel = "FILE",
      description = "What is known better of this board: names, shunts and gains of its rails.")
  private @Nullable Path profile;

  /** The choice for a real board. */
  SensorChoice choice() {
    return new SensorChoice(kind, rails(List.of()), profile());
  }

  /** The rails that are asked for, or others. */
  List<String> rails(List<String> otherwise) {
    return rails == null ? otherwise : rails;
  }

  /** The profile, read. */
  Optional<BoardProfile> profile() {
    return Optional.ofNullable(profile).map(BoardProfileReader::read);
  }
}
