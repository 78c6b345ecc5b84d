package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.power.BoardRail;
import java.util.Optional;

/** Which rail a channel of a monitor measures. */
final class RailOf {

  private static final double UNCONNECTED_MILLIOHMS = 10;

  private RailOf() {}

  /** The rail; empty if the channel is not connected. */
  static Optional<BoardRail> channel(TwinBoard board, int address, int channel) {
    return board.settings().rails().stream()
        .filter(rail -> rail.chipAddress() == address && rail.channel() == channel)
        .findFirst();
  }

  static double milliohms(TwinBoard board, int address, int channel) {
    return channel(board, address, channel)
        .map(rail -> (double) rail.shuntMilliohms())
        .orElse(UNCONNECTED_MILLIOHMS);
  }

  /** What mainline calls a rail. */
  static String mainlineName(BoardRail rail) {
    return switch (rail) {
      case VDD_4V0_WIFI -> "VDD_3V8_WIFI";
      case VDD_SYS_DDR -> "VDD_5V0_DDR";
      case VDD_3V3_SYS_M2 -> "VDD_M2_IN";
      case VDD_IN,
          VDD_SYS_CPU,
          VDD_SYS_GPU,
          VDD_SYS_SOC,
          VDD_MUX,
          VDD_5V0_IO_SYS,
          VDD_3V3_SYS,
          VDD_3V3_IO_SLP,
          VDD_1V8_IO ->
          rail.name();
    };
  }
}
