package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.power.BoardRail;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Prints how many conversions a second of CPU time simulates, under a load of 5 ms inferences. */
final class ConversionSpeedMain {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final long SECONDS = 60;

  private ConversionSpeedMain() {}

  public static void main(String[] args) {
    for (int repeat = 0; repeat < 3; repeat++) {
      print("1 rail,  0x7007", 0x7007, List.of(BoardRail.VDD_IN));
      print("1 rail,  0x7727", 0x7727, List.of(BoardRail.VDD_IN));
      print(
          "3 rails, 0x7007",
          0x7007,
          List.of(BoardRail.VDD_IN, BoardRail.VDD_SYS_GPU, BoardRail.VDD_SYS_CPU));
      print("12 rails, 0x7007", 0x7007, List.of(BoardRail.values()));
    }
  }

  private static void print(String name, int word, List<BoardRail> rails) {
    TwinSettings settings =
        TwinSettings.live(1, rails).with(new ConfigWord(word)).with(Duration.ZERO);
    TwinBoard board = new TwinBoard(settings, new ScheduledActivity(edges()), START_NS);
    long beginNs = cpuNs();
    for (long ms = 1; ms <= SECONDS * 1_000; ms++) {
      board.evaluate(START_NS + ms * MS);
    }
    double seconds = (cpuNs() - beginNs) * 1e-9;
    System.out.printf(
        "%s: %.1f M conversions/s, %.0f s of board time per s%n",
        name, board.conversions() / seconds * 1e-6, SECONDS / seconds);
  }

  /** CPU time of this thread: what others do on the machine does not count. */
  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<ActivityEdge> edges() {
    List<ActivityEdge> edges = new ArrayList<>();
    for (long ms = 10; ms < SECONDS * 1_000; ms += 6) {
      edges.add(new ActivityEdge(START_NS + ms * MS, 2_000));
      edges.add(new ActivityEdge(START_NS + (ms + 5) * MS, 0));
    }
    return edges;
  }
}
