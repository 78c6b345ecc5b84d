package dev.hamlet.cli.doctor;

import dev.hamlet.common.error.HamletException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The way from a board to its coordinator.
 *
 * @param own version of this program
 * @param coordinator asks the coordinator for its version
 */
record LinkCheck(String own, Supplier<String> coordinator) implements Check {

  @Override
  public List<Finding> look() {
    try {
      return List.of(compare(coordinator.get()));
    } catch (HamletException e) {
      return List.of(
          Finding.fail(
              "coordinator",
              String.valueOf(e.getMessage()),
              "is it started, is the address right, is its port open? About TLS: docs/security.md"));
    }
  }

  private Finding compare(String version) {
    String found = "hamlet " + version + " answers";
    return minor(version) == minor(own)
        ? Finding.ok("coordinator", found)
        : Finding.warn(
            "coordinator",
            found + ", this is " + own,
            "versions at most one minor apart understand each other: upgrade the older one");
  }

  /** Major and minor in one number; -1 for what is no version. */
  private static int minor(String version) {
    String[] parts = version.split("\\.", 3);
    boolean numbers =
        parts.length >= 2 && parts[0].matches("\\d{1,4}") && parts[1].matches("\\d{1,4}");
    return numbers ? Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]) : -1;
  }
}
