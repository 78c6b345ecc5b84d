package dev.hamlet.agent.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What /proc says of a process. A process id alone names nobody: ids are used again. Together with
 * the boot and the start, in clock ticks since that boot, it names one process for ever.
 */
final class LinuxProcess {

  private static final Path PROC = Path.of("/proc");

  /** Place of the start among the fields that follow the name; proc(5), field 22. */
  private static final int START_AFTER_NAME = 22 - 3;

  private LinuxProcess() {}

  /** Names this boot of the machine; empty where there is no /proc. */
  static String bootId() {
    return read(PROC.resolve("sys/kernel/random/boot_id")).map(String::trim).orElse("");
  }

  /** When a process started, in ticks since the boot; empty if there is none of that id. */
  static Optional<Long> startTicks(long pid) {
    return read(PROC.resolve(pid + "/stat")).flatMap(LinuxProcess::startTicks);
  }

  /** The start in a line of /proc/PID/stat; the name before it may hold spaces and brackets. */
  static Optional<Long> startTicks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    return fields.length > START_AFTER_NAME
        ? Optional.of(Long.parseLong(fields[START_AFTER_NAME]))
        : Optional.empty();
  }

  /** Whether a process was started with the given environment variable. */
  static boolean hasVariable(long pid, String name, String value) {
    String wanted = name + "=" + value;
    return read(PROC.resolve(pid + "/environ")).stream()
        .flatMap(environment -> Arrays.stream(environment.split("\0")))
        .anyMatch(wanted::equals);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException ignored) {
      return Optional.empty(); // the process is gone, or belongs to somebody else
    }
  }
}
