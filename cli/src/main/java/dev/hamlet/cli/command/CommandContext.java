package dev.hamlet.cli.command;

import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.common.time.SystemClock;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What every verb gets from its surroundings.
 *
 * @param output the one writer
 * @param installation the distribution and the cache
 * @param clock the clocks of the system
 * @param environment the environment variables
 * @param workingFolder what relative paths start from
 * @param stdin standard input
 * @param stopSignals begins to listen for the signals that end this process
 */
public record CommandContext(
    Output output,
    Installation installation,
    SystemClock clock,
    Map<String, String> environment,
    Path workingFolder,
    InputStream stdin,
    Supplier<StopSignal> stopSignals) {

  /** Copies the environment. */
  public CommandContext {
    environment = Map.copyOf(environment);
  }

  /** What tells a person how far a verb is. */
  public Progress progress() {
    return new Progress(output, clock);
  }
}
