package dev.hamlet.agent.foreign;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A tree with a {@code proc} in which a test says who uses two CPUs. */
public final class FakeProc {

  private static final int CPUS = 2;
  private static final long NS_PER_TICK = 10_000_000;

  private final Path proc;
  private final ManualClock clock;
  private final Map<Long, Long> ticks = new HashMap<>();
  private final Map<Long, String> heads = new HashMap<>();
  private final long startNs;
  private long busyTicks;

  /** A host on which nothing runs. */
  public FakeProc(Path root, ManualClock clock) {
    this.proc = root.resolve("proc");
    this.clock = clock;
    this.startNs = clock.monotonicNs();
    stat();
  }

  /** A process is there from now on. */
  public void process(long pid, long parent, String name, String commandLine) {
    heads.put(pid, "%d (%s) S %d".formatted(pid, name, parent));
    write(pid + "/cmdline", commandLine.replace(' ', '\0'));
    use(pid, 0);
  }

  /** A process uses so many ticks; no time passes. */
  public void use(long pid, long moreTicks) {
    long all = ticks.merge(pid, moreTicks, Long::sum);
    String skipped = " 0".repeat(14 - 5);
    write(
        pid + "/stat",
        heads.get(pid) + skipped + " " + all + " 0 0 0" + " 0".repeat(4) + " 77" + " 0".repeat(5));
  }

  /** Time passes, of which all CPUs together are busy for so many ticks. */
  public void pass(long durationNs, long ticksOfIt) {
    clock.advanceNs(durationNs);
    busy(ticksOfIt);
  }

  /** So many ticks of the time that has passed were busy. */
  public void busy(long moreTicks) {
    busyTicks += moreTicks;
    stat();
  }

  /** The test's clock; asking it brings the idle time in the tree up to date. */
  public MonotonicClock clock() {
    return () -> {
      stat();
      return clock.monotonicNs();
    };
  }

  /** A process has ended; its parent has waited for it. */
  public void end(long pid, long parent) {
    try {
      Files.delete(proc.resolve(pid + "/stat"));
      Files.delete(proc.resolve(pid + "/cmdline"));
      Files.delete(proc.resolve(Long.toString(pid)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    use(parent, ticks.getOrDefault(pid, 0L));
  }

  private void stat() {
    write(
        "stat",
        "cpu  5 0 5 %d 0 0 0 0 0 0\ncpu0 5 0 5 1 0 0 0\ncpu1 5 0 5 1 0 0 0\nintr 5\n"
            .formatted(1_000 + (clock.monotonicNs() - startNs) / NS_PER_TICK * CPUS - busyTicks));
  }

  private void write(String file, String text) {
    try {
      Path path = proc.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
