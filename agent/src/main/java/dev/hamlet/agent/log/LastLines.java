package dev.hamlet.agent.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A ring of lines: the latest so many, each cut to a length. Threads: any. */
public final class LastLines {

  /** Lines that are kept. */
  public static final int LINES = 200;

  /** Longest line, in characters. */
  static final int LONGEST = 1_000;

  private final Deque<String> lines = new ArrayDeque<>();

  /** Adds a line; the oldest makes room. */
  public synchronized void add(String line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
  }

  /** The lines, the oldest first. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The latest lines that fit into so many bytes of UTF-8, the oldest first, each with its end. */
  String text(int mostBytes) {
    List<String> all = lines();
    int bytes = 0;
    int first = all.size();
    while (first > 0) {
      bytes += all.get(first - 1).getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > mostBytes) {
        break;
      }
      first--;
    }
    StringBuilder text = new StringBuilder();
    all.subList(first, all.size()).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
