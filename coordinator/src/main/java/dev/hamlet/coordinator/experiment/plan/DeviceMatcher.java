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
 * number, devices that lack something are passed over, as long as enough are left.
 */
final class DeviceMatcher {

  private final ExperimentFile file;
  private final Shortages shortages;

  DeviceMatcher(ExperimentFile file, Shortages shortages) {
    this.file = file;
    this.shortages = shortages;
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
    List<DeviceFacts> able = matching.stream().filter(device -> lacks(device).isEmpty()).toList();
    int wanted = choice.count().orElse(matching.size());
    if (able.size() >= wanted) {
      return able.subList(0, wanted);
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

  /** Whether a device matches and lacks nothing. */
  boolean isAble(DeviceFacts device) {
    return matches(device, file.devices().match()) && lacks(device).isEmpty();
  }

  private void report(DeviceFacts device, List<Problem> problems) {
    for (String lack : lacks(device)) {
      problems.add(new Problem("devices", "device " + device.name() + " " + lack));
    }
  }

  private List<String> lacks(DeviceFacts device) {
    return shortages.of(device, file.energyRails().names());
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
