package dev.hamlet.agent.foreign;

import java.util.Optional;

/**
 * CPU time of a process and of those of its children that have ended and were waited for: so
 * nothing is lost when a child ends.
 *
 * @param pid its id
 * @param parent id of its parent
 * @param name its name, at most 15 characters
 * @param startTicks when it started; with the id it names one process of a boot
 * @param ticks CPU time since its start, in ticks
 */
record ProcessTimes(long pid, long parent, String name, long startTicks, long ticks) {

  /** Fields that follow the name; proc(5) counts the state, the first of them, as field 3. */
  private static final int FIRST = 3;

  private static final int PARENT = 4 - FIRST;
  private static final int USER_TIME = 14 - FIRST;
  private static final int TIMES = 4;
  private static final int START = 22 - FIRST;

  /** Reads a line of {@code proc/PID/stat}; the name may hold spaces and brackets. */
  static Optional<ProcessTimes> parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    String[] fields = line.substring(close + 1).strip().split(" ");
    if (fields.length <= START) {
      return Optional.empty();
    }
    long ticks = 0;
    for (int i = USER_TIME; i < USER_TIME + TIMES; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Optional.of(
        new ProcessTimes(
            Long.parseLong(line.substring(0, open).strip()),
            Long.parseLong(fields[PARENT]),
            line.substring(open + 1, close),
            Long.parseLong(fields[START]),
            ticks));
  }

  /** Whether both are the same process, not one that got the other's id. */
  boolean isSameAs(ProcessTimes other) {
    return pid == other.pid && startTicks == other.startTicks;
  }
}
