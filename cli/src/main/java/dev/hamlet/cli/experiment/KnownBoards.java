package dev.hamlet.cli.experiment;

import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.plan.RetiredBoards;
import dev.hamlet.proto.v1.DeviceStatus;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The boards that a plan may be made on, as a coordinator chooses them: no meters and nothing that
 * is retired.
 *
 * @param facts what planning needs of them
 * @param retired those left out as they are retired
 */
public record KnownBoards(List<DeviceFacts> facts, RetiredBoards retired) {

  private static final String RETIRED = "retired";

  /** Copies the list. */
  public KnownBoards {
    facts = List.copyOf(facts);
  }

  /** Boards none of which is retired. */
  public static KnownBoards of(List<DeviceFacts> facts) {
    return new KnownBoards(facts, new RetiredBoards(new TreeSet<>()));
  }

  /** The boards of a coordinator. */
  public static KnownBoards ofStatus(List<DeviceStatus> devices) {
    SortedSet<String> retired =
        devices.stream()
            .filter(device -> device.getState().equals(RETIRED))
            .map(DeviceStatus::getDevice)
            .collect(Collectors.toCollection(TreeSet::new));
    List<DeviceFacts> facts =
        devices.stream()
            .filter(device -> device.getAttachedTo().isEmpty())
            .filter(device -> !retired.contains(device.getDevice()))
            .map(PlanPreview::facts)
            .toList();
    return new KnownBoards(facts, new RetiredBoards(retired));
  }
}
