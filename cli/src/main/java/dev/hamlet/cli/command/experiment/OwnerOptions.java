package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.common.config.InvalidInputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Whose experiments are shown. */
final class OwnerOptions {

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      split = ",",
      description = "Experiments of these owners only.",
      showDefaultValue = Visibility.NEVER)
  private List<String> owners = List.of();

  @Option(names = "--mine", description = "Experiments of whom --by names only.")
  private boolean mine;

  /** Whether owners are named. */
  boolean areNamed() {
    return mine || !owners.isEmpty();
  }

  /** Names of the owners; none for all. */
  Set<String> names(CoordinatorOptions coordinator) {
    Set<String> names = new LinkedHashSet<>(owners);
    if (mine) {
      names.add(coordinator.by());
    }
    return names;
  }

  /** Refuses owners where one experiment is named. */
  void requireNone() {
    if (areNamed()) {
      throw new InvalidInputException(
          "status", "--owner and --mine choose among all experiments: leave the ID away");
    }
  }
}
