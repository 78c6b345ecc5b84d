package dev.hamlet.cli;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.output.Screen;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.common.time.SystemClock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The {@code hamlet} command. */
public final class HamletMain {

  /** Covers the slowest orderly end: children asked, then forced. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

  private HamletMain() {}

  /** Runs one verb and exits with its code. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    LogLevel.choose(args, environment);
    Installation installation =
        Installation.from(environment, Path.of(System.getProperty("user.home")));
    System.setProperty("org.bytedeco.javacpp.cachedir", installation.cache("javacpp").toString());
    CommandContext context =
        new CommandContext(
            output(),
            installation,
            new SystemClock(),
            environment,
            Path.of("").toAbsolutePath(),
            System.in,
            () -> StopSignal.ofThisProcess(STOP_PATIENCE));
    System.exit(new Hamlet(context).execute(args));
  }

  private static Output output() {
    Screen screen =
        new Screen(Boolean.getBoolean("hamlet.terminal"), Integer.getInteger("hamlet.columns", 80));
    return new Output(utf8(System.out), utf8(System.err), screen);
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
