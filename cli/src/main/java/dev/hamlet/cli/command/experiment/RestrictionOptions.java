package dev.hamlet.cli.command.experiment;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Options for a part of an experiment. */
final class RestrictionOptions {

  @Option(
      names = "--only",
      paramLabel = "AXIS=VALUE",
      description = {
        "Measure only cells with this value; may be repeated: several values of one axis are",
        "alternatives. A variant is named by its label, for instance variant=store_bits=8."
      },
      showDefaultValue = Visibility.NEVER)
  private List<String> only = List.of();

  @Option(
      names = "--on",
      paramLabel = "DEVICE",
      description = "Measure only on this device; may be repeated.",
      showDefaultValue = Visibility.NEVER)
  private List<String> on = List.of();

  /** What is asked for. */
  Restriction restriction() {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (String one : only) {
      int sign = one.indexOf('=');
      if (sign < 1 || sign == one.length() - 1) {
        throw new InvalidInputException("--only", one + " is not of the form axis=value");
      }
      values
          .computeIfAbsent(one.substring(0, sign), axis -> new LinkedHashSet<>())
          .add(one.substring(sign + 1));
    }
    return new Restriction(values, Set.copyOf(on));
  }
}
