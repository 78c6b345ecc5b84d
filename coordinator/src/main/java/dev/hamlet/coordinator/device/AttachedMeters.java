package dev.hamlet.coordinator.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Meters by the board that they are attached to, so that nobody who asks for those of one board
 * looks at the whole fleet.
 *
 * <p>Threads: {@link #published} on the event loop; any may ask.
 */
final class AttachedMeters {

  private final Map<String, Map<String, DeviceSnapshot>> byBoard = new ConcurrentHashMap<>();
  private final Map<String, String> boards = new HashMap<>(); // by meter; loop only

  /** A device, board or meter, is as it says now. */
  void published(DeviceSnapshot device) {
    String board = device.description().attachedTo();
    String before =
        board.isEmpty() ? boards.remove(device.device()) : boards.put(device.device(), board);
    if (before != null && !before.equals(board)) {
      byBoard.getOrDefault(before, Map.of()).remove(device.device());
    }
    if (!board.isEmpty()) {
      byBoard
          .computeIfAbsent(board, name -> new ConcurrentSkipListMap<>())
          .put(device.device(), device);
    }
  }

  /** Meters of a board by name, connected or not. */
  List<DeviceSnapshot> of(String board) {
    return List.copyOf(byBoard.getOrDefault(board, Map.of()).values());
  }
}
