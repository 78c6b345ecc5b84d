package dev.hamlet.benchmarks.arguments;

import java.io.IOException;
import java.util.function.Function;

/** The frame of every benchmark's main class. */
public final class BenchmarkMain {

  private BenchmarkMain() {}

  /** What is measured and printed. */
  @FunctionalInterface
  public interface Body<A> {

    /** Runs to the end. */
    void run(A arguments) throws IOException, InterruptedException;
  }

  /**
   * Reads the arguments and runs; wrong ones end the process with exit code 2 and the usage.
   *
   * @param parser throws IllegalArgumentException with a sentence for people
   */
  public static <A> void run(
      String[] arguments, String usage, Function<String[], A> parser, Body<A> body)
      throws IOException, InterruptedException {
    A parsed;
    try {
      parsed = parser.apply(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println("usage: benchmarks/run " + usage);
      System.exit(2);
      return;
    }
    body.run(parsed);
  }
}
