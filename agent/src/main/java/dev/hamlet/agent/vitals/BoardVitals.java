package dev.hamlet.agent.vitals;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.vitals.Vitals;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a board now and then: some small files. A simulated board says nothing of CPU and
 * memory: those of its host are not its own.
 *
 * <p>Threads: any; one looks at a time.
 */
public final class BoardVitals {

  private static final Path ROOT = Path.of("/");

  private final Board board;
  private final AgentCpu agent;
  private final Optional<HostUse> host;
  private String mode = "";
  private @Nullable BoardMonitor monitor;
  private volatile Vitals last = Vitals.UNKNOWN;

  BoardVitals(Board board, AgentCpu agent, Optional<HostUse> host) {
    this.board = board;
    this.agent = agent;
    this.host = host;
  }

  /** Of a board that this process runs on, or simulates. */
  public static BoardVitals of(Board board, MonotonicClock clock) {
    Optional<HostUse> host =
        board.simulated()
            ? Optional.empty()
            : Optional.of(new HostUse(new BoardFiles(SystemSysfs.at(ROOT)), clock));
    return new BoardVitals(board, AgentCpu.ofThisProcess(clock), host);
  }

  /** Of a simulated board whose agent shares its process with others. */
  public static BoardVitals ofOneOfMany(Board board) {
    return new BoardVitals(board, AgentCpu.UNKNOWN, Optional.empty());
  }

  /** Looks now. */
  public synchronized Vitals look() {
    BoardLook look = monitor().look();
    last =
        new Vitals(
            clocks(look),
            loads(look),
            host.map(HostUse::memoryUsedBytes).orElse(Double.NaN),
            host.map(HostUse::memoryTotalBytes).orElse(Double.NaN),
            throttled(look),
            agent.ratio(),
            OptionalLong.empty());
    return last;
  }

  /** What the last look showed. */
  public Vitals last() {
    return last;
  }

  /** A mode turns CPUs on and off, and a monitor knows those that were on when it was made. */
  private BoardMonitor monitor() {
    String now = board.powerMode();
    BoardMonitor known = monitor;
    if (known == null || !now.equals(mode)) {
      mode = now;
      known = board.monitor();
      monitor = known;
    }
    return known;
  }

  private static Map<String, Long> clocks(BoardLook look) {
    Map<String, Long> clocks = new LinkedHashMap<>();
    look.clocks().forEach(clock -> clocks.put(domain(clock), clock.hz()));
    return clocks;
  }

  private static String domain(ClockReading clock) {
    return switch (clock.kind()) {
      case CPU -> clock.name();
      case GPU -> "gpu";
      case MEMORY -> "emc";
    };
  }

  private Map<String, Double> loads(BoardLook look) {
    Map<String, Double> loads = new LinkedHashMap<>();
    put(loads, "cpu", host.map(HostUse::cpuRatio).orElse(Double.NaN));
    put(loads, "gpu", look.gpuLoadRatio());
    return loads;
  }

  private static void put(Map<String, Double> loads, String unit, double ratio) {
    if (!Double.isNaN(ratio)) {
      loads.put(unit, ratio);
    }
  }

  /** Several cooling devices of a type are one. */
  private static Map<String, Boolean> throttled(BoardLook look) {
    Map<String, Boolean> throttled = new LinkedHashMap<>();
    look.cooling()
        .forEach(
            device ->
                throttled.merge(
                    device.name().replaceFirst(" \\(.*", ""),
                    device.state() > 0,
                    Boolean::logicalOr));
    return throttled;
  }
}
