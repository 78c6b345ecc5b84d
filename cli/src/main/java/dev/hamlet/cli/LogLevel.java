package dev.hamlet.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Chooses how much is logged, before the first logger exists. */
final class LogLevel {

  private static final Set<String> SERVICES = Set.of("coordinator", "agent");

  private LogLevel() {}

  static void choose(String[] args, Map<String, String> environment) {
    System.setProperty("hamlet.log.level", level(args, environment));
  }

  static String level(String[] args, Map<String, String> environment) {
    if (Arrays.asList(args).contains("--debug") || isDebug(environment)) {
      return "DEBUG";
    }
    boolean service =
        Arrays.stream(args)
            .filter(argument -> !argument.startsWith("-"))
            .findFirst()
            .map(SERVICES::contains)
            .orElse(false);
    return service ? "INFO" : "WARN";
  }

  static boolean isDebug(Map<String, String> environment) {
    String value = environment.getOrDefault("HAMLET_DEBUG", "");
    return !value.isEmpty() && !value.equals("0");
  }
}
