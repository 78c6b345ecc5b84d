package dev.hamlet.agent.device;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What a clock is pinned to: the one frequency that its limits leave. A limit may lie between two
 * steps; whether a kernel then takes the one below or the one above is its own affair, so the step
 * at which the clock runs now counts if it is one of the two.
 */
public final class ClockPin {

  private ClockPin() {}

  /**
   * The pin, in the unit of the files; 0 if the clock may go up and down.
   *
   * @param least file of the lower limit
   * @param greatest file of the upper limit
   * @param steps file of the steps, parted by spaces; it may be missing
   * @param now file of the clock as it is
   */
  public static long of(BoardFiles files, String least, String greatest, String steps, String now) {
    OptionalLong low = files.number(least);
    OptionalLong high = files.number(greatest);
    if (low.isEmpty() || high.isEmpty() || low.getAsLong() < high.getAsLong()) {
      return 0;
    }
    long limit = high.getAsLong();
    long[] all = steps(files, steps);
    long below = Arrays.stream(all).filter(step -> step <= limit).max().orElse(limit);
    long above = Arrays.stream(all).filter(step -> step >= limit).min().orElse(limit);
    return files.number(now).orElse(below) == above ? above : below;
  }

  private static long[] steps(BoardFiles files, String path) {
    return files.text(path).map(text -> Arrays.stream(text.split("\\s+"))).stream()
        .flatMap(words -> words)
        .filter(word -> word.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .toArray();
  }
}
