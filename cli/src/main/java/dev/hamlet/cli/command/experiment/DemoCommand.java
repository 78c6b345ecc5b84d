package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet demo}. */
@Command(
    name = "demo",
    description = {
      "Measures four variants of a small network on two simulated boards.",
      "Trains the network if needed, starts a coordinator and two agents as processes of their own,",
      "runs real inferences on this machine's CPU, and ends everything. Power comes from twins",
      "(simulated boards). Takes about three minutes. A cell that the time did not suffice for is",
      "not_converged in the table; the demo is well all the same and exits with 0."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final String FILE = "demo.yaml";
  private static final Duration BUDGET = Duration.ofMinutes(3);

  private final CommandContext context;

  @Mixin private JsonOption format;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where results go. Without it: ./hamlet-results/<experiment id>.")
  private @Nullable Path output;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another order of trials and other gaps than the built-in ones.")
  private @Nullable Long seed;

  @Option(
      names = "--keep-running",
      description = "Keep coordinator and agents until Ctrl-C, to look at the metrics.")
  private boolean keepRunning;

  /** Wired by hand. */
  public DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ExitCode end =
        LocalMeasurement.onTwins(context, format.json(), keepRunning, Optional.of(BUDGET))
            .run(source(), Optional.ofNullable(output));
    return (end == ExitCode.NOT_CONVERGED ? ExitCode.OK : end).number();
  }

  private ExperimentSource source() {
    try (InputStream text = DemoCommand.class.getResourceAsStream(FILE)) {
      if (text == null) {
        throw new HamletException(ErrorCode.INTERNAL, "this build of Hamlet lacks its " + FILE);
      }
      ExperimentSource source = ExperimentSource.read(text, FILE, context.workingFolder());
      return seed == null ? source : source.withSeed(seed);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.INTERNAL, FILE + " cannot be read", e);
    }
  }
}
