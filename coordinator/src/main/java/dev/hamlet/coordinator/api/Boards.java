package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.plan.RetiredBoards;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.Ruling;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The boards that an experiment may be planned on: whatever the store knows, but no meters and
 * nothing that is retired.
 *
 * @param facts what planning needs of them
 * @param retired those left out as they are retired
 */
record Boards(List<DeviceFacts> facts, RetiredBoards retired) {

  static Boards of(ResultStore store) {
    SortedSet<String> retired =
        store.fleet().standings().stream()
            .filter(standing -> standing.is(Ruling.Kind.RETIRED))
            .map(DeviceStanding::device)
            .collect(Collectors.toCollection(TreeSet::new));
    List<DeviceFacts> facts =
        store.devices().stream()
            .filter(device -> !device.attached() && !retired.contains(device.name()))
            .map(DeviceRecord::facts)
            .toList();
    return new Boards(facts, new RetiredBoards(retired));
  }
}
