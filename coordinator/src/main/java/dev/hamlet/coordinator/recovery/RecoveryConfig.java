package dev.hamlet.coordinator.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which commands bring devices back, and when they are started.
 *
 * @param after how long a device with open work is lost before its command is started, and how long
 *     it then has before that happens again
 * @param atMost commands per device within 24 h that are started without a person
 * @param timeLimit how long a command may take
 * @param commands by device's name, or {@value #ANY} for all others; the name is the last argument
 */
public record RecoveryConfig(
    Duration after, int atMost, Duration timeLimit, Map<String, List<String>> commands) {

  /** Stands for every device without a command of its own. */
  public static final String ANY = "*";

  /** No device has a command. */
  public static final RecoveryConfig NONE =
      new RecoveryConfig(Duration.ofMinutes(10), 3, Duration.ofMinutes(2), Map.of());

  /** Copies the commands. */
  public RecoveryConfig {
    commands = Map.copyOf(commands);
  }

  /** The command line for a device, its name the last word; empty if it has none. */
  public Optional<List<String>> commandOf(String device) {
    List<String> command = commands.getOrDefault(device, commands.getOrDefault(ANY, List.of()));
    if (command.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(command);
    words.add(device);
    return Optional.of(List.copyOf(words));
  }
}
