package dev.hamlet.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the distribution, with its output in a file. */
public final class HamletProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private HamletProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code bin/hamlet}; the native libraries come from the cache that all tests share. */
  public static HamletProcess start(Path log, List<String> arguments) throws IOException {
    return startWith(log, arguments, Map.of());
  }

  /** The same, for a life of seconds: what the slow compiler makes would come too late for it. */
  public static HamletProcess startBriefly(Path log, List<String> arguments) throws IOException {
    return startWith(log, arguments, Map.of("HAMLET_JAVA_OPTS", "-XX:TieredStopAtLevel=1"));
  }

  private static HamletProcess startWith(
      Path log, List<String> arguments, Map<String, String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("target", "hamlet", "bin", "hamlet").toAbsolutePath().toString());
    command.addAll(arguments);
    Map<String, String> environment = new HashMap<>(options);
    environment.put("HAMLET_CACHE", cache().toString());
    return start(log, command, environment);
  }

  public static HamletProcess start(Path log, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new HamletProcess(builder.start(), log);
  }

  public static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "hamlet");
  }

  /**
   * Waits for a line that matches, and returns the match; fails with the log if the process ends
   * first.
   */
  public Matcher await(String regex, long seconds) {
    Pattern pattern = Pattern.compile(regex);
    return Eventually.get(
        seconds,
        () -> {
          Matcher matcher = pattern.matcher(output());
          if (matcher.find()) {
            return matcher;
          }
          if (!process.isAlive()) {
            throw new IllegalStateException("ended with " + process.exitValue() + ":\n" + output());
          }
          return null;
        },
        () -> "no " + regex + " in:\n" + output());
  }

  /** Waits for the end and returns the exit code. */
  public int exitCode(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end:\n" + output());
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Sends a signal.
   *
   * @param name without SIG
   */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("cannot send " + name + " to " + process.pid());
    }
  }

  /** Kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode(10);
  }

  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, and kill -9 for one that does not listen. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(15, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
