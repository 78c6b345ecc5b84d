package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.Problem;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.DeviceChoice;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Chooses devices. With {@code every}, a matching device that lacks something is a problem; with a
 * number, devices that lack something are passed over, as long as enough are left. Where only a
 * plan of the rest is asked for, those that can run most are chosen and nothing they lack is a
 * problem.
 */
final class DeviceMatcher {

  private final ExperimentFile file;
  private final Shortages shortages;
  private final boolean rest;

  DeviceMatcher(ExperimentFile file, Shortages shortages) {
    this(file, shortages, false);
  }

  private DeviceMatcher(ExperimentFile file, Shortages shortages, boolean rest) {
    this.file = file;
    this.shortages = shortages;
    this.rest = rest;
  }

  /** Chooses for a plan of what devices can run. */
  DeviceMatcher ofRest() {
    return new DeviceMatcher(file, shortages, true);
  }

  /**
   * The devices to measure on.
   *
   * @param named names of the only ones that are asked for; empty for those that the file chooses
   */
  List<DeviceFacts> choose(List<DeviceFacts> devices, Set<String> named, List<Problem> problems) {
    if (named.isEmpty()) {
      return choose(devices, file.devices(), problems);
    }
    DeviceChoice all = new DeviceChoice(file.devices().match(), OptionalInt.empty());
    List<DeviceFacts> asked =
        devices.stream().filter(device -> named.contains(device.name())).toList();
    Set<String> unknown = new TreeSet<>(named);
    asked.stream()
        .filter(device -> matches(device, all.match()))
        .forEach(device -> unknown.remove(device.name()));
    for (String name : unknown) {
      problems.add(
          new Problem("--on", "device " + name + " is not known, or does not match devices.match"));
    }
    return unknown.isEmpty() ? choose(asked, all, problems) : List.of();
  }

  private List<DeviceFacts> choose(
      List<DeviceFacts> devices, DeviceChoice choice, List<Problem> problems) {
    List<DeviceFacts> matching =
        devices.stream()
            .filter(device -> matches(device, choice.match()))
            .sorted(Comparator.comparing(DeviceFacts::name))
            .toList();
    if (matching.isEmpty()) {
      problems.add(new Problem("devices.match", noMatch(devices)));
      return List.of();
    }
    List<DeviceFacts> able = matching.stream().filter(shortages::areNoneOf).toList();
    int wanted = choice.count().orElse(matching.size());
    if (able.size() >= wanted) {
      return able.subList(0, wanted);
    }
    List<DeviceFacts> most = rest ? most(matching, wanted) : List.of();
    if (!most.isEmpty()) {
      return most;
    }
    matching.forEach(device -> report(device, problems));
    if (matching.size() < wanted) {
      problems.add(
          new Problem(
              "devices.run_on",
              "%d devices match, fewer than the %d asked for".formatted(matching.size(), wanted)));
    }
    return List.of();
  }

  /** As many as are wanted, those that can run most, by name; empty if that is nothing at all. */
  private List<DeviceFacts> most(List<DeviceFacts> matching, int wanted) {
    List<DeviceFacts> most =
        matching.stream()
            .sorted(Comparator.comparingInt(shortages::unrunnable))
            .limit(wanted)
            .sorted(Comparator.comparing(DeviceFacts::name))
            .toList();
    boolean any = most.stream().anyMatch(one -> shortages.unrunnable(one) < shortages.cells());
    return any && most.size() == wanted ? most : List.of();
  }

  /** Whether a device matches and lacks nothing. */
  boolean isAble(DeviceFacts device) {
    return matches(device, file.devices().match()) && shortages.areNoneOf(device);
  }

  private void report(DeviceFacts device, List<Problem> problems) {
    shortages
        .of(device)
        .forEach(
            (lack, cells) ->
                problems.add(
                    new Problem("devices", "device " + device.name() + " " + lack.of(cells))));
  }

  private static boolean matches(DeviceFacts device, Map<String, String> match) {
    return match.entrySet().stream()
        .allMatch(
            wanted -> fact(device, wanted.getKey()).filter(wanted.getValue()::equals).isPresent());
  }

  /** A label of the device; its board and name may be matched without a label of that name. */
  private static Optional<String> fact(DeviceFacts device, String label) {
    String value = device.labels().get(label);
    if (value != null) {
      return Optional.of(value);
    }
    return switch (label) {
      case "board" -> Optional.of(device.board());
      case "device" -> Optional.of(device.name());
      default -> Optional.empty();
    };
  }

  private String noMatch(List<DeviceFacts> devices) {
    if (devices.isEmpty()) {
      return "no device is known: start an agent";
    }
    String wanted =
        file.devices().match().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    String known =
        devices.stream()
            .limit(10)
            .map(device -> device.name() + " (board " + device.board() + ")")
            .collect(Collectors.joining(", "));
    return "no device matches {" + wanted + "}: there is " + known;
  }
}
